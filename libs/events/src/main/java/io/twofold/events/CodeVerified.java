package io.twofold.events;

import java.time.Instant;

/**
 * The right code came back on a channel that proves no phone number.
 *
 * @param challengeId the challenge
 * @param binding what the calling service bound the challenge to, such as its registration
 * @param purpose what the code was for: {@code verify_email}, {@code recovery}, {@code custom}
 * @param channel how the code travelled: {@code caller}
 * @param client the calling service
 * @param verifiedAt when the right code came
 */
public record CodeVerified(
        String challengeId, String binding, String purpose, String channel, String client, Instant verifiedAt)
        implements OtpEvent {}
