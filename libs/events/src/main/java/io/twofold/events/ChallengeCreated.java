package io.twofold.events;

import org.jspecify.annotations.Nullable;

/**
 * A code was made, for a new challenge or as another send of one.
 *
 * @param purpose what the code is for: {@code verify_email}, {@code enroll_phone}, {@code sign_in}, {@code recovery},
 *     {@code custom}
 * @param channel how it travels; by {@code caller} the calling service shows or mails it itself; {@code sms}, {@code
 *     voice}, {@code caller}
 * @param country ISO 3166-1 alpha-2 code of the number's country; absent where no number is involved
 * @param client the calling service
 * @param send which send of the challenge this is, from 1
 */
public record ChallengeCreated(
        String purpose, String channel, @Nullable String country, String client, int send) implements OtpEvent {}
