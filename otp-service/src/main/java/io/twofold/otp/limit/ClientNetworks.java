package io.twofold.otp.limit;

import io.quarkus.runtime.Startup;
import io.twofold.kit.http.Network;
import io.twofold.kit.sealing.Fingerprinter;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Reads client addresses. Of IPv6 the first 64 bits count: whoever has one address of such a network has them all
 * (RFC 4291 §2.5.4). An IPv4-mapped address (RFC 4291 §2.5.5.2) is the IPv4 address.
 */
@Startup
@Singleton
public class ClientNetworks {

    private static final int BYTES_OF_A_NETWORK = 8;

    private final Fingerprinter fingerprinter;
    private final List<Network> trusted;

    ClientNetworks(Fingerprinter fingerprinter, LimitsConfig config) {
        this.fingerprinter = fingerprinter;
        this.trusted = config.trustedNetworks().orElse(List.of()).stream()
                .map(ClientNetworks::network)
                .toList();
    }

    private static Network network(String cidr) {
        try {
            return Network.of(cidr);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("twofold.limits.trusted-networks: not a network in CIDR form", e);
        }
    }

    /** @return empty if it isn't an IP address */
    public Optional<ClientNetwork> of(String address) {
        InetAddress parsed;
        try {
            parsed = InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        if (trusted.stream().anyMatch(network -> network.contains(parsed))) {
            return Optional.of(ClientNetwork.trusted());
        }
        byte[] bytes = parsed.getAddress();
        byte[] counted = bytes.length > BYTES_OF_A_NETWORK ? Arrays.copyOf(bytes, BYTES_OF_A_NETWORK) : bytes;
        return Optional.of(ClientNetwork.ofBytes(
                fingerprinter.of("client-network", HexFormat.of().formatHex(counted))));
    }
}
