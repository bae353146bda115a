package io.twofold.identity.signin;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.events.SignInRejected;
import io.twofold.identity.otp.OtpAnswer;
import io.twofold.identity.otp.OtpClient;
import io.twofold.identity.otp.OtpRefusal;
import io.twofold.identity.problem.IdentityProblem;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.identity.signin.SignIn.State;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.outbox.Subject;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.sealing.KeyedDigest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;
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

    private final SignIns signIns;
    private final OtpClient otp;
    private final FinishSignIn finishSignIn;
    private final SignInConfig config;
    private final KeyedDigest digest;
    private final Outbox outbox;
    private final MeterRegistry metrics;
    private final Clock clock;

    AnswerSignIn(
            SignIns signIns,
            OtpClient otp,
            FinishSignIn finishSignIn,
            SignInConfig config,
            KeyedDigest digest,
            Outbox outbox,
            MeterRegistry metrics,
            Clock clock) {
        this.signIns = signIns;
        this.otp = otp;
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
        FinishSignIn.Accepted accepted =
                new FinishSignIn.Accepted(id, signIn.accountId(), digest.of(context(id), code), trust);
        Instant now = clock.instant();
        if (signIn.mayBeRepeated(now, config.repeatWindow()) && isAcceptedCode(signIn, code)) {
            return finishSignIn.onceMore(accepted);
        }
        Optional<Problem> over = signIn.whyOver(now);
        if (over.isPresent()) {
            return new Outcome.Refused(over.get());
        }
        return signIn.challengeId()
                .map(challengeId -> ask(challengeId, accepted, code))
                .orElseGet(() -> new Outcome.Refused(withoutChallenge(id)));
    }

    private Outcome ask(String challengeId, FinishSignIn.Accepted attempt, String code) {
        boolean triedBefore = remember(attempt, code);
        return switch (otp.verify(challengeId, attempt.signInId(), code)) {
            case OtpAnswer.Done<Instant>(var _) -> finishSignIn.once(attempt);
            case OtpAnswer.Refused<Instant>(var refusal) -> {
                // Only the holder of this flow can have brought the right code before, and this is what was brought.
                boolean cutOff = triedBefore && refusal.code().equals(ALREADY_USED);
                yield cutOff ? finishSignIn.once(attempt) : new Outcome.Refused(refused(attempt.signInId(), refusal));
            }
        };
    }

    /**
     * Notes the first code whose verdict isn't known yet.
     *
     * @return whether it is this one, tried once more
     */
    private boolean remember(FinishSignIn.Accepted attempt, String code) {
        UUID id = attempt.signInId();
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<SignIn> signIn = signIns.lock(id);
            Optional<byte[]> tried = signIn.flatMap(SignIn::triedCodeDigest);
            if (tried.isEmpty()) {
                signIn.ifPresent(found -> found.trying(attempt.codeDigest()));
                return false;
            }
            return digest.matches(tried.get(), context(id), code);
        });
    }

    private Problem refused(UUID id, OtpRefusal refusal) {
        if (refusal.status() == 404) {
            return Problem.of(IdentityProblem.CODE_EXPIRED);
        }
        if (refusal.code().equals(ALREADY_USED)) {
            return refusal.problem();
        }
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<SignIn> signIn = signIns.lock(id);
            signIn.ifPresent(SignIn::triedInVain);
            if (refusal.attemptsLeft().isEmpty()) {
                if (refusal.code().equals(EXHAUSTED)) {
                    signIn.ifPresent(found -> spend(found, spent -> spent.wrongSentCode(0)));
                }
                return refusal.problem();
            }
            int otpLeft = refusal.attemptsLeft().get();
            int left = signIn.map(found -> spend(found, spent -> spent.wrongSentCode(otpLeft)))
                    .orElse(0);
            return refusal.problem().with("attemptsLeft", left);
        });
    }

    /** No code was sent, so none can be right. */
    private Problem withoutChallenge(UUID id) {
        return QuarkusTransaction.requiringNew().call(() -> {
            int left = signIns.lock(id)
                    .map(signIn -> spend(signIn, SignIn::wrongCode))
                    .orElse(0);
            return Problem.of(IdentityProblem.INCORRECT_CODE).with("attemptsLeft", left);
        });
    }

    private int spend(SignIn signIn, ToIntFunction<SignIn> oneTry) {
        boolean wasPending = signIn.state() == State.PENDING;
        int left = oneTry.applyAsInt(signIn);
        if (wasPending && signIn.state() == State.EXHAUSTED) {
            outbox.publish(
                    new SignInRejected(signIn.id().toString(), EXHAUSTED),
                    new Subject(signIn.id().toString(), signIn.accountId().toString(), 1));
        }
        return left;
    }

    private boolean isAcceptedCode(SignIn signIn, String code) {
        return signIn.acceptedCodeDigest()
                .filter(accepted -> digest.matches(accepted, context(signIn.id()), code))
                .isPresent();
    }

    private static String context(UUID id) {
        return "sign-in-code:" + id;
    }
}
