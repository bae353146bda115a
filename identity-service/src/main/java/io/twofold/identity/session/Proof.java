package io.twofold.identity.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How and when a person proved who they are.
 *
 * @param authTime the last time
 * @param firstFactor its name in {@code amr} (RFC 8176), such as {@code pwd}
 * @param secondFactor the second's name, such as {@code sms}; absent where there was none
 * @param secondFactorAt when the second was given
 */
public record Proof(
        Instant authTime,
        String firstFactor,
        @Nullable String secondFactor,
        @Nullable Instant secondFactorAt) {

    /** The password alone. */
    public static Proof password(Instant now) {
        return new Proof(now, "pwd", null, null);
    }

    /** The password and another factor, {@code sms} for a text message or {@code tel} for a call. */
    public static Proof passwordAnd(String secondFactor, Instant now) {
        return new Proof(now, "pwd", secondFactor, now);
    }

    /** What goes into {@code amr} of a token in which the second factor counts. */
    public List<String> amr() {
        return secondFactor == null ? List.of(firstFactor) : List.of(firstFactor, secondFactor);
    }
}
