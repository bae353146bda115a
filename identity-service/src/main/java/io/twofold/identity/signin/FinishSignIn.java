package io.twofold.identity.signin;

import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.device.Device;
import io.twofold.identity.device.DeviceKind;
import io.twofold.identity.device.Devices;
import io.twofold.identity.device.TrustDevice;
import io.twofold.identity.phone.TrustedPhoneNumbers;
import io.twofold.identity.problem.IdentityProblem;
import io.twofold.identity.session.EndReason;
import io.twofold.identity.session.EndSessions;
import io.twofold.identity.session.OpenSession;
import io.twofold.identity.session.Proof;
import io.twofold.identity.session.SessionConfig;
import io.twofold.identity.session.Sessions;
import io.twofold.identity.signin.SignIn.Purpose;
import io.twofold.kit.problem.Problem;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives a right second factor its effect: a new session on a known device, or a stronger proof for the one at hand. */
@Singleton
class FinishSignIn {

    private final SignIns signIns;
    private final Accounts accounts;
    private final Devices devices;
    private final Sessions sessions;
    private final TrustedPhoneNumbers numbers;
    private final SecondFactorThrottle throttle;
    private final CompleteSignIn completeSignIn;
    private final TrustDevice trustDevice;
    private final OpenSession openSession;
    private final EndSessions endSessions;
    private final SessionConfig sessionConfig;
    private final SignInConfig config;
    private final Clock clock;

    FinishSignIn(
            SignIns signIns,
            Accounts accounts,
            Devices devices,
            Sessions sessions,
            TrustedPhoneNumbers numbers,
            SecondFactorThrottle throttle,
            CompleteSignIn completeSignIn,
            TrustDevice trustDevice,
            OpenSession openSession,
            EndSessions endSessions,
            SessionConfig sessionConfig,
            SignInConfig config,
            Clock clock) {
        this.signIns = signIns;
        this.accounts = accounts;
        this.devices = devices;
        this.sessions = sessions;
        this.numbers = numbers;
        this.throttle = throttle;
        this.completeSignIn = completeSignIn;
        this.trustDevice = trustDevice;
        this.openSession = openSession;
        this.endSessions = endSessions;
        this.sessionConfig = sessionConfig;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A code that was found right.
     *
     * @param codeDigest by which it is known again
     * @param trustDevice whether to trust the device; absent for what its kind suggests
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Accepted(
            UUID signInId,
            UUID accountId,
            byte[] codeDigest,
            @Nullable Boolean trustDevice) {}

    /** Completes a pending sign-in; of many that try at once, one does. */
    @Transactional
    AnswerSignIn.Outcome once(Accepted accepted) {
        Optional<Account> account = accounts.lock(accepted.accountId());
        Optional<SignIn> signIn = signIns.lock(accepted.signInId());
        if (account.isEmpty() || signIn.isEmpty()) {
            return refused(IdentityProblem.SIGN_IN_EXPIRED);
        }
        return signIn.get()
                .whyOver(clock.instant())
                .<AnswerSignIn.Outcome>map(AnswerSignIn.Outcome.Refused::new)
                .orElseGet(() -> finish(account.get(), signIn.get(), accepted));
    }

    /**
     * Completes a sign-in whose first answer was lost, once more; the session it began ends. One that has ended stays so:
     * its owner wants it, and this may not be its owner.
     */
    @Transactional
    AnswerSignIn.Outcome onceMore(Accepted accepted) {
        Optional<Account> account = accounts.lock(accepted.accountId());
        Optional<SignIn> signIn = signIns.lock(accepted.signInId())
                .filter(found -> found.mayBeRepeated(clock.instant(), config.repeatWindow()))
                .filter(this::firstSessionStands);
        if (account.isEmpty() || signIn.isEmpty()) {
            return refused(IdentityProblem.CODE_ALREADY_USED);
        }
        signIn.get().repeat();
        return finish(account.get(), signIn.get(), accepted);
    }

    private boolean firstSessionStands(SignIn completed) {
        return completed
                .resultingSessionId()
                .flatMap(sessions::lock)
                .filter(session -> session.isLive(clock.instant()))
                .isPresent();
    }

    private AnswerSignIn.Outcome finish(Account account, SignIn signIn, Accepted accepted) {
        boolean numberStillTrusted = signIn.challengeNumberId()
                .flatMap(id -> numbers.of(account.id(), id))
                .isPresent();
        if (!numberStillTrusted || !signIn.stillCounts(account)) {
            signIn.cancel();
            return refused(IdentityProblem.SIGN_IN_EXPIRED);
        }
        if (signIn.purpose() == Purpose.SIGN_IN) {
            signIn.resultingSessionId().ifPresent(first -> endSessions.one(account, first, EndReason.SIGN_IN_REPEATED));
        }
        throttle.right(signIn);
        Instant now = clock.instant();
        Proof proof = Proof.passwordAnd(signIn.challengeMethod().orElseThrow().authenticationMethod(), now);
        Optional<SignInAnswer.Complete> answer = switch (signIn.purpose()) {
            case SIGN_IN ->
                Optional.of(completeSignIn.complete(
                        account,
                        signIn.subject(),
                        signIn.device(),
                        proof,
                        device -> provedTwoFactors(account, device, accepted, now),
                        signIn.clientAddress()));
            case REAUTHENTICATION -> raise(account, signIn, proof, accepted, now);
        };
        answer.ifPresent(complete -> signIn.complete(
                accepted.codeDigest(),
                complete.session().id(),
                complete.device().id(),
                now));
        return answer.<AnswerSignIn.Outcome>map(AnswerSignIn.Outcome.Completed::new)
                .orElseGet(() -> refused(IdentityProblem.SIGN_IN_EXPIRED));
    }

    private Optional<SignInAnswer.Complete> raise(
            Account account, SignIn signIn, Proof proof, Accepted accepted, Instant now) {
        return signIn.sessionId()
                .flatMap(sessions::lock)
                .filter(session -> session.isLive(now))
                .map(session -> {
                    Device device = devices.findById(session.deviceId());
                    provedTwoFactors(account, device, accepted, now);
                    if (device.isTrusted(now)) {
                        session.deviceTrusted(device.trust(now), sessionConfig, now);
                    }
                    return new SignInAnswer.Complete(
                            account.id(),
                            openSession.raise(account, session, proof),
                            SignInAnswer.SignedInDevice.of(device, null, now));
                });
    }

    private void provedTwoFactors(Account account, Device device, Accepted accepted, Instant now) {
        device.provedTwoFactors(now);
        Boolean wish = accepted.trustDevice();
        if (wish == null ? device.kind() != DeviceKind.BROWSER : wish) {
            trustDevice.begin(account, device);
        }
    }

    private static AnswerSignIn.Outcome refused(IdentityProblem why) {
        return new AnswerSignIn.Outcome.Refused(Problem.of(why));
    }
}
