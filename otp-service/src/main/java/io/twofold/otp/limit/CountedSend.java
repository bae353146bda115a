package io.twofold.otp.limit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a send was counted as. Personal data: kept sealed.
 *
 * @param at under which time
 * @param kind what became of it
 * @param number the number's fingerprint in hexadecimal digits, to tell sends to it from sends to another
 * @param network what the limit per address counted, where it did
 */
record CountedSend(
        Instant at,
        Kind kind,
        String number,
        @Nullable String network,
        String country,
        String prefix,
        String purpose,
        String client) {

    enum Kind {
        PROVEN,
        UNPROVEN,
        SUPPRESSED
    }

    private static final int FIELDS = 8;

    boolean wasSent() {
        return kind != Kind.SUPPRESSED;
    }

    boolean isProven() {
        return kind == Kind.PROVEN;
    }

    /** A line per field; the client's name comes last, as it alone may hold anything. */
    String toText() {
        return String.join(
                "\n",
                Long.toString(at.toEpochMilli()),
                kind.name(),
                number,
                network == null ? "" : network,
                country,
                prefix,
                purpose,
                client);
    }

    static CountedSend parse(String text) {
        String[] fields = text.split("\n", FIELDS);
        return new CountedSend(
                Instant.ofEpochMilli(Long.parseLong(fields[0])),
                Kind.valueOf(fields[1]),
                fields[2],
                fields[3].isEmpty() ? null : fields[3],
                fields[4],
                fields[5],
                fields[6],
                fields[7]);
    }

    /** Without what tells whose it was. */
    @Override
    public String toString() {
        return "CountedSend[at=" + at + ", kind=" + kind + "]";
    }
}
