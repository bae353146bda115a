package io.twofold.identity.otp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A code that was issued.
 *
 * @param challengeId otp-service's id
 * @param channel how it travels
 * @param expiresAt the code's end
 * @param resendAvailableAt when another may be asked for
 * @param attemptsLeft wrong tries that the flow has left
 * @param code the code itself, only where this service sends it
 * @param warning what the person should know of the number; mostly absent
 */
public record Challenge(
        String challengeId,
        String channel,
        Instant expiresAt,
        Instant resendAvailableAt,
        int attemptsLeft,
        @Nullable String code,
        @Nullable Warning warning) {

    /** Something to be told to the person, as otp-service words it. */
    public record Warning(String code, String text) {}

    /** A code of which nothing is to be told. */
    public Challenge(
            String challengeId,
            String channel,
            Instant expiresAt,
            Instant resendAvailableAt,
            int attemptsLeft,
            @Nullable String code) {
        this(challengeId, channel, expiresAt, resendAvailableAt, attemptsLeft, code, null);
    }

    @Override
    public String toString() {
        return "Challenge[challengeId=" + challengeId + "]";
    }
}
