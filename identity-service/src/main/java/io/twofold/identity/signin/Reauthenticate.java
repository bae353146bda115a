package io.twofold.identity.signin;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.device.Device;
import io.twofold.identity.device.Devices;
import io.twofold.identity.password.CheckPassword;
import io.twofold.identity.password.CheckPassword.Budget;
import io.twofold.identity.password.CheckPassword.Verdict;
import io.twofold.identity.password.Password;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.identity.session.OpenSession;
import io.twofold.identity.session.Proof;
import io.twofold.identity.session.Session;
import io.twofold.identity.session.SessionConfig;
import io.twofold.identity.session.Sessions;
import io.twofold.kit.ambient.Ids;
import io.twofold.kit.token.UserToken;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Proves anew, by the password, who holds a session: that session gets new tokens, or a second factor is asked for. */
@Singleton
class Reauthenticate {

    /** What came of it. */
    sealed interface Outcome {
        record Proven(SignInAnswer.Complete answer) implements Outcome {}

        record SecondFactorNeeded(SignInAnswer.SecondFactorRequired answer) implements Outcome {}

        record InvalidCredentials() implements Outcome {}

        record TooManyAttempts(Duration retryAfter) implements Outcome {}
    }

    private sealed interface Step {
        record Raised(SignInAnswer.Complete answer) implements Step {}

        record Pending(SignIn signIn, OpaqueToken flowToken) implements Step {}
    }

    private final Accounts accounts;
    private final Sessions sessions;
    private final Devices devices;
    private final SignIns signIns;
    private final CheckPassword checkPassword;
    private final OpenSession openSession;
    private final OfferSecondFactor offerSecondFactor;
    private final SessionConfig sessionConfig;
    private final SignInConfig config;
    private final SecureRandom random;
    private final Clock clock;
    private final Ids ids;

    Reauthenticate(
            Accounts accounts,
            Sessions sessions,
            Devices devices,
            SignIns signIns,
            CheckPassword checkPassword,
            OpenSession openSession,
            OfferSecondFactor offerSecondFactor,
            SessionConfig sessionConfig,
            SignInConfig config,
            SecureRandom random,
            Clock clock,
            Ids ids) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.devices = devices;
        this.signIns = signIns;
        this.checkPassword = checkPassword;
        this.openSession = openSession;
        this.offerSecondFactor = offerSecondFactor;
        this.sessionConfig = sessionConfig;
        this.config = config;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    Outcome prove(UserToken caller, Password password, String clientAddress) {
        Optional<Account> account = accounts.findByIdOptional(caller.accountId());
        Budget budget = sessions.findByIdOptional(caller.sessionId())
                .map(session -> Budget.ofDevice(session.deviceId()))
                .orElseGet(() -> Budget.ofEmail(caller.email()));
        return switch (checkPassword.check(account, budget, password, clientAddress)) {
            case Verdict.Right(var proven) -> proceed(proven, caller, clientAddress);
            case Verdict.Wrong() -> new Outcome.InvalidCredentials();
            case Verdict.TooMany(var retryAfter) -> new Outcome.TooManyAttempts(retryAfter);
        };
    }

    private Outcome proceed(Account proven, UserToken caller, String clientAddress) {
        Optional<Step> step = QuarkusTransaction.requiringNew()
                .call(() -> accounts.holdStill(proven.id())
                        .filter(account -> account.hasPasswordOf(proven))
                        .flatMap(account -> sessions.lock(caller.sessionId())
                                .map(session -> decide(account, session, clientAddress))));
        if (step.isEmpty()) {
            return new Outcome.InvalidCredentials();
        }
        return switch (step.get()) {
            case Step.Raised(var answer) -> new Outcome.Proven(answer);
            case Step.Pending(var signIn, var flowToken) ->
                new Outcome.SecondFactorNeeded(new SignInAnswer.SecondFactorRequired(
                        signIn.id(), flowToken.text(), signIn.expiresAt(), offerSecondFactor.begin(signIn, proven)));
        };
    }

    private Step decide(Account account, Session session, String clientAddress) {
        Instant now = clock.instant();
        Device device = devices.findById(session.deviceId());
        if (account.twoFactorOn() && !session.isAal2(sessionConfig, now)) {
            OpaqueToken flowToken = OpaqueToken.random(random);
            SignInDevice known = new SignInDevice(
                    device.name(), device.kind(), device.model().orElse(null), device.id(), null);
            SignIn signIn = SignIn.reauthentication(
                    ids.next(), account.id(), session.id(), known, flowToken, clientAddress, now, config.lifetime());
            signIns.persist(signIn);
            return new Step.Pending(signIn, flowToken);
        }
        return new Step.Raised(new SignInAnswer.Complete(
                account.id(),
                openSession.raise(account, session, Proof.password(now)),
                SignInAnswer.SignedInDevice.of(device, null, now)));
    }
}
