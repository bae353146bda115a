package io.twofold.simulator.twilio;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Twilio's names for things: two letters and 32 hexadecimal digits. */
final class Sids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Sids() {}

    static String next(String kind) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return kind + HexFormat.of().formatHex(bytes);
    }
}
