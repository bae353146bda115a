package io.twofold.identity.signin;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.events.SignInRejected;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.otp.OtpAnswer;
import io.twofold.identity.otp.OtpClient;
import io.twofold.identity.otp.OtpRefusal;
import io.twofold.identity.problem.IdentityProblem;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.identity.signin.SignIn.State;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.sealing.KeyedDigest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.jspecify.annotations.Nullable;

/**
 * The second step of a sign-in: a code is tried, and the right one completes it, once ({@link FinishSignIn}). Two things
 * may go wrong on the way, and showing the same code again makes both good: the answer was lost, or this service was cut
 * off after otp-service had found the code right.
 */
@Singleton
class AnswerSignIn {

    private static final String ALREADY_USED = IdentityProblem.CODE_ALREADY_USED.code();
    private static final String EXHAUSTED = IdentityProblem.TOO_MANY_ATTEMPTS.code();

    private final Accounts accounts;
    private final SignIns signIns;
    private final OtpClient otp;
    private final SecondFactorThrottle throttle;
    private final FinishSignIn finishSignIn;
    private final SignInConfig config;
    private final KeyedDigest digest;
    private final Outbox outbox;
    private final MeterRegistry metrics;
    private final Clock clock;

    AnswerSignIn(
            Accounts accounts,
            SignIns signIns,
            OtpClient otp,
            SecondFactorThrottle throttle,
            FinishSignIn finishSignIn,
            SignInConfig config,
            KeyedDigest digest,
            Outbox outbox,
            MeterRegistry metrics,
            Clock clock) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.otp = otp;
        this.throttle = throttle;
        this.finishSignIn = finishSignIn;
        this.config = config;
        this.digest = digest;
        this.outbox = outbox;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What became of it. */
    sealed interface Outcome {
        record Completed(SignInAnswer.Complete answer) implements Outcome {}

        record Refused(Problem problem) implements Outcome {}

        /** No such sign-in for that flow token. */
        record Unknown() implements Outcome {}
    }

    /**
     * @param code six digits
     * @param trust whether to trust the device; absent for what its kind suggests
     */
    Outcome answer(UUID id, OpaqueToken flowToken, String code, @Nullable Boolean trust) {
        Outcome outcome = decide(id, flowToken, code, trust);
        String word = switch (outcome) {
            case Outcome.Completed(var _) -> "completed";
            case Outcome.Refused(var problem) -> problem.type().code();
            case Outcome.Unknown() -> "unknown";
        };
        metrics.counter("twofold.sign-ins.second-factor", "outcome", word).increment();
        return outcome;
    }

    private Outcome decide(UUID id, OpaqueToken flowToken, String code, @Nullable Boolean trust) {
        Optional<SignIn> found = signIns.find(id, flowToken);
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        SignIn signIn = found.get();
        Attempt attempt = new Attempt(
                new FinishSignIn.Accepted(id, signIn.accountId(), digest.of(context(id), code), trust),
                code,
                tried -> digest.matches(tried, context(id), code));
        Instant now = clock.instant();
        if (signIn.mayBeRepeated(now, config.repeatWindow())
                && signIn.acceptedCodeDigest().filter(attempt.isOf()).isPresent()) {
            return finishSignIn.onceMore(attempt.accepted());
        }
        Optional<Problem> over = signIn.whyOver(now);
        if (over.isPresent()) {
            return new Outcome.Refused(over.get());
        }
        // While no code is known to have been sent there is none to guess, and a try would be spent on nothing.
        return signIn.challengeId()
                .map(challengeId -> begin(challengeId, attempt))
                .orElseGet(() -> new Outcome.Refused(Problem.of(IdentityProblem.CODE_EXPIRED)));
    }

    /**
     * A code as it was typed.
     *
     * @param accepted what it brings if it is right
     * @param isOf whether a digest is this code's
     */
    private record Attempt(FinishSignIn.Accepted accepted, String code, Predicate<byte[]> isOf) {

        @Override
        public String toString() {
            return "******";
        }
    }

    /** Whether a code may be tried. */
    private sealed interface Beginning {

        /**
         * It may.
         *
         * @param again whether it was tried and counted before, and that verdict isn't known
         */
        record May(boolean again) implements Beginning {}

        record MayNot(Problem problem) implements Beginning {}
    }

    private Outcome begin(String challengeId, Attempt attempt) {
        return switch (QuarkusTransaction.requiringNew().call(() -> mayBeTried(attempt))) {
            case Beginning.MayNot(var problem) -> new Outcome.Refused(problem);
            case Beginning.May(var again) -> ask(challengeId, attempt, again);
        };
    }

    /** Counts the try before it is made, so that of many at once no more are made than may be. */
    private Beginning mayBeTried(Attempt attempt) {
        Optional<SignIn> found = locked(attempt);
        if (found.isEmpty()) {
            return new Beginning.MayNot(Problem.of(IdentityProblem.SIGN_IN_EXPIRED));
        }
        SignIn signIn = found.get();
        Optional<Problem> over = signIn.whyOver(clock.instant());
        if (over.isPresent()) {
            return new Beginning.MayNot(over.get());
        }
        if (signIn.isBeingTried(attempt.isOf())) {
            return new Beginning.May(true);
        }
        Duration wait = throttle.waitFor(signIn);
        if (wait.isPositive()) {
            return new Beginning.MayNot(
                    Problem.of(IdentityProblem.TOO_MANY_ATTEMPTS).retryAfter(wait));
        }
        throttle.tried(signIn);
        signIn.trying(attempt.accepted().codeDigest());
        return new Beginning.May(false);
    }

    private Outcome ask(String challengeId, Attempt attempt, boolean again) {
        return switch (verify(challengeId, attempt, again)) {
            case OtpAnswer.Done<Instant>(var _) -> finishSignIn.once(attempt.accepted());
            case OtpAnswer.Refused<Instant>(var refusal) -> {
                // Only the holder of this flow can have brought the right code before, and this is what was brought.
                boolean cutOff = again && refusal.code().equals(ALREADY_USED);
                yield cutOff
                        ? finishSignIn.once(attempt.accepted())
                        : new Outcome.Refused(
                                QuarkusTransaction.requiringNew().call(() -> refused(attempt, refusal, again)));
            }
        };
    }

    private OtpAnswer<Instant> verify(String challengeId, Attempt attempt, boolean again) {
        try {
            return otp.verify(challengeId, attempt.accepted().signInId(), attempt.code());
        } catch (FaultToleranceException e) {
            // otp-service wasn't even asked; where it was and didn't answer, the code may have been looked at.
            if (!again) {
                QuarkusTransaction.requiringNew()
                        .run(() -> locked(attempt).ifPresent(signIn -> {
                            signIn.triedInVain(attempt.isOf());
                            throttle.notTried(signIn);
                        }));
            }
            throw e;
        }
    }

    private Problem refused(Attempt attempt, OtpRefusal refusal, boolean again) {
        Optional<SignIn> found = locked(attempt);
        if (found.isEmpty()) {
            return Problem.of(IdentityProblem.SIGN_IN_EXPIRED);
        }
        SignIn signIn = found.get();
        signIn.triedInVain(attempt.isOf());
        if (refusal.attemptsLeft().isPresent()) {
            throttle.wrong(signIn);
            return refusal.problem()
                    .with("attemptsLeft", spend(signIn, refusal.attemptsLeft().get()));
        }
        if (!again) {
            throttle.notTried(signIn);
        }
        if (refusal.code().equals(EXHAUSTED)) {
            spend(signIn, 0);
        }
        return refusal.status() == 404 ? Problem.of(IdentityProblem.CODE_EXPIRED) : refusal.problem();
    }

    private Optional<SignIn> locked(Attempt attempt) {
        return accounts.lock(attempt.accepted().accountId())
                .flatMap(_ -> signIns.lock(attempt.accepted().signInId()));
    }

    private int spend(SignIn signIn, int leftThere) {
        boolean wasPending = signIn.state() == State.PENDING;
        int left = signIn.wrongCode(leftThere);
        if (wasPending && signIn.state() == State.EXHAUSTED) {
            outbox.publish(new SignInRejected(signIn.id().toString(), EXHAUSTED), signIn.subject());
        }
        return left;
    }

    private static String context(UUID id) {
        return "sign-in-code:" + id;
    }
}
