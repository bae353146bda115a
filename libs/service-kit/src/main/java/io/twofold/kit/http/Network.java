package io.twofold.kit.http;

import java.net.InetAddress;

/**
 * A network in CIDR form (RFC 4632, RFC 4291 §2.3).
 *
 * @param address any address of the network
 * @param prefix bits that count, 0 to 32 or 128
 */
public record Network(InetAddress address, int prefix) {

    /**
     * @param cidr such as {@code 10.0.0.0/8}, {@code ::1/128} or a single address
     * @throws IllegalArgumentException if it is neither
     */
    public static Network of(String cidr) {
        int slash = cidr.indexOf('/');
        InetAddress address = InetAddress.ofLiteral(slash < 0 ? cidr : cidr.substring(0, slash));
        int bits = address.getAddress().length * 8;
        int prefix = slash < 0 ? bits : Integer.parseInt(cidr.substring(slash + 1));
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("Not a network: " + cidr);
        }
        return new Network(address, prefix);
    }

    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != theirs[i]) {
                return false;
            }
        }
        int rest = prefix % 8;
        return rest == 0 || (mine[whole] ^ theirs[whole]) >> (8 - rest) == 0;
    }
}
