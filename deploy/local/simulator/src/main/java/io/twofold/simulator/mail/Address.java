package io.twofold.simulator.mail;

import java.net.IDN;
import java.util.Locale;

/** E-mail addresses in the one form by which mailboxes are found. */
final class Address {

    private Address() {}

    /** Case folded, the domain in its A-label form (RFC 5890) where it has one. */
    static String folded(String address) {
        String folded = address.strip().toLowerCase(Locale.ROOT);
        int at = folded.lastIndexOf('@');
        if (at < 0) {
            return folded;
        }
        try {
            return folded.substring(0, at + 1)
                    + IDN.toASCII(folded.substring(at + 1)).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            return folded;
        }
    }
}
