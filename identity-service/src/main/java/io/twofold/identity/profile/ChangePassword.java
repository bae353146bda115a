package io.twofold.identity.profile;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.events.PasswordChanged;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.account.EmailAddress;
import io.twofold.identity.device.SecurityDelay;
import io.twofold.identity.device.TrustDevice;
import io.twofold.identity.letter.LetterKind;
import io.twofold.identity.letter.SendLetter;
import io.twofold.identity.password.CheckPassword;
import io.twofold.identity.password.CheckPassword.Budget;
import io.twofold.identity.password.CheckPassword.Verdict;
import io.twofold.identity.password.Password;
import io.twofold.identity.password.PasswordHasher;
import io.twofold.identity.password.PasswordPolicy;
import io.twofold.identity.password.Weakness;
import io.twofold.identity.session.EndReason;
import io.twofold.identity.session.EndSessions;
import io.twofold.identity.session.Sessions;
import io.twofold.identity.session.StillSignedIn;
import io.twofold.identity.signin.SignIns;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.token.FreshAuthentication;
import io.twofold.kit.token.UserToken;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Replaces the password, and ends what stood on the old one. */
@Singleton
class ChangePassword {

    /** What came of it. */
    sealed interface Outcome {
        record Changed() implements Outcome {}

        record WeakPassword(List<Weakness> reasons) implements Outcome {}

        record InvalidCredentials() implements Outcome {}

        record TooManyAttempts(Duration retryAfter) implements Outcome {}
    }

    private final Accounts accounts;
    private final Sessions sessions;
    private final SignIns signIns;
    private final CheckPassword checkPassword;
    private final PasswordPolicy policy;
    private final PasswordHasher hasher;
    private final FreshAuthentication fresh;
    private final SecurityDelay securityDelay;
    private final StillSignedIn stillSignedIn;
    private final EndSessions endSessions;
    private final TrustDevice trustDevice;
    private final SendLetter sendLetter;
    private final Outbox outbox;
    private final Clock clock;

    ChangePassword(
            Accounts accounts,
            Sessions sessions,
            SignIns signIns,
            CheckPassword checkPassword,
            PasswordPolicy policy,
            PasswordHasher hasher,
            FreshAuthentication fresh,
            SecurityDelay securityDelay,
            StillSignedIn stillSignedIn,
            EndSessions endSessions,
            TrustDevice trustDevice,
            SendLetter sendLetter,
            Outbox outbox,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.signIns = signIns;
        this.checkPassword = checkPassword;
        this.policy = policy;
        this.hasher = hasher;
        this.fresh = fresh;
        this.securityDelay = securityDelay;
        this.stillSignedIn = stillSignedIn;
        this.endSessions = endSessions;
        this.trustDevice = trustDevice;
        this.sendLetter = sendLetter;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * @throws io.twofold.kit.problem.ProblemException if the session has ended, a fresher sign-in is
     *     needed, or the security delay runs
     */
    Outcome change(UserToken caller, Password current, Password chosen, String clientAddress) {
        Optional<Account> found = accounts.findByIdOptional(caller.accountId());
        if (found.isEmpty()) {
            return new Outcome.InvalidCredentials();
        }
        Account account = found.get();
        List<Weakness> reasons = policy.weaknesses(chosen, EmailAddress.asTyped(account.email()));
        if (!reasons.isEmpty()) {
            return new Outcome.WeakPassword(reasons);
        }
        fresh.require(caller, account.twoFactorOn());
        securityDelay.require(account, caller);
        return switch (checkPassword.check(found, budget(caller), current, clientAddress)) {
            case Verdict.Right(var proven) -> replace(proven, caller, chosen, clientAddress);
            case Verdict.Wrong() -> new Outcome.InvalidCredentials();
            case Verdict.TooMany(var retryAfter) -> new Outcome.TooManyAttempts(retryAfter);
        };
    }

    private Budget budget(UserToken caller) {
        return sessions.findByIdOptional(caller.sessionId())
                .map(session -> Budget.ofDevice(session.deviceId()))
                .orElseGet(() -> Budget.ofEmail(caller.email()));
    }

    private Outcome replace(Account proven, UserToken caller, Password chosen, String clientAddress) {
        String hash = hasher.hash(chosen);
        return QuarkusTransaction.requiringNew()
                .call(() -> accounts.lock(proven.id())
                        .filter(account -> account.hasPasswordOf(proven))
                        .<Outcome>map(account -> {
                            stillSignedIn.require(caller);
                            replace(account, caller.sessionId(), hash, clientAddress);
                            return new Outcome.Changed();
                        })
                        .orElseGet(Outcome.InvalidCredentials::new));
    }

    private void replace(Account account, UUID sessionId, String hash, String clientAddress) {
        endSessions.allBut(account, sessionId, EndReason.PASSWORD_CHANGED);
        // After the others' sessions ended: a refresh needs no lock of the account's, and no token of theirs may be
        // younger than the change.
        Instant now = clock.instant();
        account.changePassword(hash, now);
        outbox.publish(new PasswordChanged(now, "changed"), account.nextFact());
        trustDevice.endAll(account);
        signIns.cancelAllOf(account.id());
        sendLetter.send(LetterKind.PASSWORD_CHANGED, account.email(), account.locale(), Map.of("from", clientAddress));
    }
}
