package io.twofold.apppassword.verify;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.twofold.apppassword.account.EmailAddress;
import io.twofold.apppassword.apppassword.Secret;
import io.twofold.kit.problem.UnavailableException;
import io.twofold.kit.sealing.Fingerprinter;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Decides whether a program is let in. */
@Singleton
class VerifyAppPassword {

    private static final Verdict INACTIVE = new Verdict.Inactive();

    private final StoredPasswords storedPasswords;
    private final WrongAnswers wrongAnswers;
    private final LastUses lastUses;
    private final Fingerprinter fingerprinter;
    private final Counter active;
    private final Counter inactive;
    private final Counter tooMany;

    VerifyAppPassword(
            StoredPasswords storedPasswords,
            WrongAnswers wrongAnswers,
            LastUses lastUses,
            Fingerprinter fingerprinter,
            MeterRegistry meters) {
        this.storedPasswords = storedPasswords;
        this.wrongAnswers = wrongAnswers;
        this.lastUses = lastUses;
        this.fingerprinter = fingerprinter;
        this.active = meters.counter("twofold.app_passwords.checks", "outcome", "active");
        this.inactive = meters.counter("twofold.app_passwords.checks", "outcome", "inactive");
        this.tooMany = meters.counter("twofold.app_passwords.checks", "outcome", "too_many_attempts");
    }

    /**
     * The password is looked at first and earlier wrong answers only if it isn't right: a forgotten program with an old
     * password must not lock its owner out.
     *
     * @throws UnavailableException if the database doesn't answer
     */
    Verdict verify(Attempt attempt) {
        String username = EmailAddress.fold(attempt.username());
        try {
            Optional<StoredPassword> right =
                    find(attempt.password()).filter(found -> found.admits(username, attempt.protocol()));
            return right.isPresent() ? letIn(right.get(), attempt) : turnAway(username, attempt);
        } catch (SQLException e) {
            throw new UnavailableException("database", e);
        }
    }

    private Optional<StoredPassword> find(String password) throws SQLException {
        Optional<Secret> secret = Secret.parse(password);
        return secret.isPresent() ? storedPasswords.find(secret.get().digest(fingerprinter)) : Optional.empty();
    }

    private Verdict letIn(StoredPassword password, Attempt attempt) {
        lastUses.note(password, attempt.protocol(), attempt.clientIp());
        active.increment();
        return new Verdict.Active(
                password.accountId(),
                password.id(),
                password.label(),
                password.email() == null ? attempt.username() : password.email());
    }

    private Verdict turnAway(String username, Attempt attempt) throws SQLException {
        Optional<Duration> wait = wrongAnswers.count(username, attempt.clientIp());
        if (wait.isPresent()) {
            tooMany.increment();
            return new Verdict.TooManyAttempts(wait.get());
        }
        inactive.increment();
        return INACTIVE;
    }
}
