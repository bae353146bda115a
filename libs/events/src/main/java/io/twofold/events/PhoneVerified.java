package io.twofold.events;

import java.time.Instant;

/**
 * The right code came back, so the person holds the phone it was sent to.
 *
 * @param challengeId the challenge
 * @param binding what the calling service bound the challenge to, such as its enrolment or sign-in
 * @param purpose what the code was for: {@code enroll_phone}, {@code sign_in}, {@code recovery}, {@code custom}
 * @param channel how the code travelled: {@code sms}, {@code voice}
 * @param country ISO 3166-1 alpha-2 code of the number's country
 * @param masked the number as people may see it: at most its last two digits
 * @param client the calling service
 * @param verifiedAt when the right code came
 */
public record PhoneVerified(
        String challengeId,
        String binding,
        String purpose,
        String channel,
        String country,
        String masked,
        String client,
        Instant verifiedAt)
        implements OtpEvent {}
