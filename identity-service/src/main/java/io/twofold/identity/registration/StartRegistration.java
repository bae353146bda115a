package io.twofold.identity.registration;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.identity.account.EmailAddress;
import io.twofold.identity.otp.Challenge;
import io.twofold.identity.otp.ChallengeRequest;
import io.twofold.identity.otp.OtpAnswer;
import io.twofold.identity.otp.OtpClient;
import io.twofold.identity.password.Password;
import io.twofold.identity.password.PasswordHasher;
import io.twofold.identity.password.PasswordPolicy;
import io.twofold.identity.password.Weakness;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.kit.ambient.Ids;
import io.twofold.kit.problem.Problem;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Begins a registration. Whether the address has an account decides nothing but which letter goes there. */
@Singleton
class StartRegistration {

    private static final String PURPOSE = "verify_email";

    /** What came of it. */
    sealed interface Outcome {
        record Started(UUID registrationId, OpaqueToken flowToken, Instant expiresAt) implements Outcome {}

        record InvalidEmail() implements Outcome {}

        record WeakPassword(List<Weakness> reasons) implements Outcome {}

        /** otp-service's own reason. */
        record Refused(Problem problem) implements Outcome {}
    }

    private final Registrations registrations;
    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final OtpClient otp;
    private final MailCode mailCode;
    private final RegistrationConfig config;
    private final SecureRandom random;
    private final Clock clock;
    private final Ids ids;

    StartRegistration(
            Registrations registrations,
            PasswordPolicy policy,
            PasswordHasher hasher,
            OtpClient otp,
            MailCode mailCode,
            RegistrationConfig config,
            SecureRandom random,
            Clock clock,
            Ids ids) {
        this.registrations = registrations;
        this.policy = policy;
        this.hasher = hasher;
        this.otp = otp;
        this.mailCode = mailCode;
        this.config = config;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    Outcome start(String typedEmail, Password password, String locale, String clientAddress) {
        Optional<EmailAddress> email = EmailAddress.parse(typedEmail);
        if (email.isEmpty()) {
            return new Outcome.InvalidEmail();
        }
        List<Weakness> reasons = policy.weaknesses(password, email.get());
        if (!reasons.isEmpty()) {
            return new Outcome.WeakPassword(reasons);
        }
        UUID id = ids.next();
        String hash = hasher.hash(password);
        return switch (otp.issue(ChallengeRequest.forLetter(PURPOSE, id, locale, clientAddress))) {
            case OtpAnswer.Done<Challenge>(var challenge) -> {
                OpaqueToken flowToken = OpaqueToken.random(random);
                Instant now = clock.instant();
                Registration registration = new Registration(
                        id, flowToken, email.get(), hash, locale, challenge.challengeId(), now, config.lifetime());
                QuarkusTransaction.requiringNew().run(() -> keep(registration, challenge));
                yield new Outcome.Started(id, flowToken, registration.expiresAt());
            }
            case OtpAnswer.Refused<Challenge>(var refusal) -> new Outcome.Refused(refusal.problem());
        };
    }

    private void keep(Registration registration, Challenge challenge) {
        registrations.persist(registration);
        mailCode.mail(registration, challenge);
    }
}
