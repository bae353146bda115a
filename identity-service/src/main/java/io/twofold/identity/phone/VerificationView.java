package io.twofold.identity.phone;

import io.twofold.identity.phone.PhoneVerification.Kind;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Where an enrolment or the verification of one more number stands.
 *
 * @param enrollmentId only of an enrolment
 * @param verificationId only of the verification of one more number
 * @param expiresAt when it is too late to bring a code back
 * @param challenge the live code, while there is use for one
 */
@Schema(name = "PhoneVerification")
public record VerificationView(
        @Nullable UUID enrollmentId,
        @Nullable UUID verificationId,

        @Schema(enumeration = {"pending", "verified", "cancelled", "exhausted", "expired"})
        String state,

        PhoneNumberView phoneNumber,
        Instant expiresAt,
        @Nullable ChallengeView challenge) {

    public static VerificationView of(PhoneVerification verification, Instant now) {
        PhoneVerification.State state = verification.stateAt(now);
        boolean enrollment = verification.kind() == Kind.ENROLLMENT;
        return new VerificationView(
                enrollment ? verification.id() : null,
                enrollment ? null : verification.id(),
                state.name().toLowerCase(Locale.ROOT),
                PhoneNumberView.of(verification.number()),
                verification.expiresAt(),
                state == PhoneVerification.State.PENDING ? ChallengeView.of(verification) : null);
    }
}
