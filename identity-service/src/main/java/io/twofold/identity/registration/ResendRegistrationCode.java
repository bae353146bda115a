package io.twofold.identity.registration;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.identity.otp.Challenge;
import io.twofold.identity.otp.OtpAnswer;
import io.twofold.identity.otp.OtpClient;
import io.twofold.identity.problem.IdentityProblem;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.kit.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Mails another code; the one before is superseded. */
@Singleton
class ResendRegistrationCode {

    /** What came of it. */
    sealed interface Outcome {
        record Sent(Instant resendAvailableAt, Instant expiresAt) implements Outcome {}

        record Refused(Problem problem) implements Outcome {}

        /** No such registration for that flow token. */
        record Unknown() implements Outcome {}
    }

    private final Registrations registrations;
    private final OtpClient otp;
    private final MailCode mailCode;
    private final Clock clock;

    ResendRegistrationCode(Registrations registrations, OtpClient otp, MailCode mailCode, Clock clock) {
        this.registrations = registrations;
        this.otp = otp;
        this.mailCode = mailCode;
        this.clock = clock;
    }

    Outcome resend(UUID id, OpaqueToken flowToken, String clientAddress) {
        Optional<Registration> found = registrations.find(id, flowToken);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        Registration registration = found.get();
        if (registration.isCompleted()) {
            return new Outcome.Refused(Problem.of(IdentityProblem.CODE_ALREADY_USED));
        }
        if (registration.isExpired(clock.instant())) {
            return new Outcome.Refused(Problem.of(IdentityProblem.CODE_EXPIRED));
        }
        return switch (otp.resend(registration.challengeId(), null, clientAddress)) {
            case OtpAnswer.Done<Challenge>(var challenge) -> {
                QuarkusTransaction.requiringNew().run(() -> mailCode.mail(registration, challenge));
                yield new Outcome.Sent(challenge.resendAvailableAt(), challenge.expiresAt());
            }
            case OtpAnswer.Refused<Challenge>(var refusal) -> new Outcome.Refused(refusal.problem());
        };
    }
}
