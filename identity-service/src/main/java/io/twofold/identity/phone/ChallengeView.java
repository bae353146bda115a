package io.twofold.identity.phone;

import io.twofold.identity.otp.Challenge;
import io.twofold.identity.phone.PhoneVerification.Kind;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A code on its way, as the API shows it.
 *
 * @param enrollmentId only where an enrolment began
 * @param verificationId only where the verification of one more number began
 * @param expiresAt the code's end
 * @param warning what the person should know of the number; mostly absent
 */
@Schema(name = "Challenge", description = "A code on its way to a phone.")
public record ChallengeView(
        @Nullable UUID enrollmentId,
        @Nullable UUID verificationId,
        String challengeId,
        @Schema(examples = "sms") String channel,
        PhoneNumberView sentTo,
        Instant expiresAt,
        Instant resendAvailableAt,
        @Schema(examples = "5") int attemptsLeft,
        @Nullable WarningView warning) {

    /**
     * Something the person should know of the number.
     *
     * @param code {@code phone_number_recently_changed} or {@code internet_phone_number}
     * @param text in words
     */
    @Schema(name = "Warning")
    public record WarningView(
            @Schema(examples = "phone_number_recently_changed")
            String code,

            @Schema(examples = "The SIM card of this number was changed lately.")
            String text) {

        private static @Nullable WarningView of(Challenge.@Nullable Warning warning) {
            return warning == null ? null : new WarningView(warning.code(), warning.text());
        }
    }

    /** A code to a number that is trusted. */
    public static ChallengeView of(Challenge challenge, PhoneNumberView sentTo) {
        return of(null, null, challenge, sentTo);
    }

    /** The first code of a verification, which names it. */
    public static ChallengeView beginning(PhoneVerification verification, Challenge challenge) {
        boolean enrollment = verification.kind() == Kind.ENROLLMENT;
        return of(
                enrollment ? verification.id() : null,
                enrollment ? null : verification.id(),
                challenge,
                PhoneNumberView.of(verification.number()));
    }

    /** The live code of a verification. */
    public static ChallengeView of(PhoneVerification verification) {
        return of(null, null, verification.code(), PhoneNumberView.of(verification.number()));
    }

    private static ChallengeView of(
            @Nullable UUID enrollmentId, @Nullable UUID verificationId, Challenge challenge, PhoneNumberView sentTo) {
        return new ChallengeView(
                enrollmentId,
                verificationId,
                challenge.challengeId(),
                challenge.channel(),
                sentTo,
                challenge.expiresAt(),
                challenge.resendAvailableAt(),
                challenge.attemptsLeft(),
                WarningView.of(challenge.warning()));
    }
}
