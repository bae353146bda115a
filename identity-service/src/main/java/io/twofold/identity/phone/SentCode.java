package io.twofold.identity.phone;

import java.time.Instant;

/**
 * What otp-service says of a code that went out.
 *
 * @param challengeId otp-service's id
 * @param expiresAt when the code is too old
 * @param resendAvailableAt when another may be asked for
 * @param attemptsLeft wrong tries until the flow ends
 */
public record SentCode(String challengeId, Instant expiresAt, Instant resendAvailableAt, int attemptsLeft) {}
