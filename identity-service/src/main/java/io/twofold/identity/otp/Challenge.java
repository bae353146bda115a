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
 */
public record Challenge(
        String challengeId,
        String channel,
        Instant expiresAt,
        Instant resendAvailableAt,
        int attemptsLeft,
        @Nullable String code) {

    @Override
    public String toString() {
        return "Challenge[challengeId=" + challengeId + "]";
    }
}
