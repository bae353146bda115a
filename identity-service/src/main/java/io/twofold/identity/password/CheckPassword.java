package io.twofold.identity.password;

import io.micrometer.core.instrument.MeterRegistry;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.kit.sealing.Fingerprinter;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells whether a password is an account's, under the throttles. No account, a wrong password, a wait and a void
 * password are told apart by nothing: the same answer after the same work, the same rows written (OWASP ASVS 5.0
 * §6.3.8). What several guesses at once may learn is decided when they are counted, after the hash, so there is no gap
 * between looking and counting.
 */
@Singleton
public class CheckPassword {

    /** What came of it. */
    public sealed interface Verdict {

        /** It is the account's password. */
        record Right(Account account) implements Verdict {}

        /** It isn't, or it doesn't count. */
        record Wrong() implements Verdict {}

        /** Too many failures came from the caller's address. */
        record TooMany(Duration retryAfter) implements Verdict {}
    }

    /**
     * Whose failures are counted together: an e-mail address's, or a known device's, so that a stranger can't use up the
     * owner's.
     */
    public record Budget(String kind, String name) {

        public static Budget ofEmail(String emailKey) {
            return new Budget("password-of-email", emailKey);
        }

        public static Budget ofDevice(UUID deviceId) {
            return new Budget("password-on-device", deviceId.toString());
        }
    }

    private final PasswordHasher hasher;
    private final PasswordThrottle throttle;
    private final AddressBudget addresses;
    private final Accounts accounts;
    private final Fingerprinter fingerprinter;
    private final MeterRegistry metrics;

    CheckPassword(
            PasswordHasher hasher,
            PasswordThrottle throttle,
            AddressBudget addresses,
            Accounts accounts,
            Fingerprinter fingerprinter,
            MeterRegistry metrics) {
        this.hasher = hasher;
        this.throttle = throttle;
        this.addresses = addresses;
        this.accounts = accounts;
        this.fingerprinter = fingerprinter;
        this.metrics = metrics;
    }

    /**
     * Must not be called inside a transaction: it takes its time, and what it counts must stay counted.
     *
     * @param found empty where the address has no account
     * @param clientAddress in its usual text form
     */
    public Verdict check(Optional<Account> found, Budget budget, Password password, String clientAddress) {
        Verdict verdict = decide(found, budget, password, clientAddress);
        metrics.counter(
                        "twofold.passwords.checked",
                        "verdict",
                        verdict.getClass().getSimpleName())
                .increment();
        return verdict;
    }

    private Verdict decide(Optional<Account> found, Budget budget, Password password, String clientAddress) {
        Duration wait = addresses.waitFor(clientAddress);
        if (wait.isPositive()) {
            return new Verdict.TooMany(wait);
        }
        boolean matches = hasher.matches(found.map(Account::passwordHash).orElseGet(hasher::decoy), password);
        byte[] subject = fingerprinter.of(budget.kind(), budget.name());
        if (found.isPresent() && matches && found.get().admitsPassword()) {
            return ifNotTooLate(found.get(), subject, password, clientAddress);
        }
        throttle.failed(subject);
        return failed(clientAddress);
    }

    private Verdict ifNotTooLate(Account account, byte[] subject, Password password, String clientAddress) {
        if (!throttle.succeeded(subject)) {
            return failed(clientAddress);
        }
        Duration wait = addresses.waitFor(clientAddress);
        if (wait.isPositive()) {
            return new Verdict.TooMany(wait);
        }
        if (hasher.isOutdated(account.passwordHash())) {
            accounts.rehash(account, hasher.hash(password));
        }
        return new Verdict.Right(account);
    }

    private Verdict failed(String clientAddress) {
        Duration wait = addresses.spend(clientAddress);
        return wait.isPositive() ? new Verdict.TooMany(wait) : new Verdict.Wrong();
    }
}
