package io.twofold.identity.phone;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.identity.otp.OtpAnswer;
import io.twofold.identity.otp.OtpClient;
import io.twofold.identity.otp.OtpRefusal;
import io.twofold.identity.problem.IdentityProblem;
import io.twofold.kit.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Has a code checked that a person typed. What a right one means is written down by whoever asks, in a transaction of its
 * own; if that never happens, {@code PhoneVerified} makes up for it.
 */
@Singleton
public class AnswerPhoneCode {

    private final OtpClient otp;
    private final PhoneVerifications verifications;
    private final Clock clock;

    AnswerPhoneCode(OtpClient otp, PhoneVerifications verifications, Clock clock) {
        this.otp = otp;
        this.verifications = verifications;
        this.clock = clock;
    }

    /** Whether the code was right. */
    public sealed interface Verdict {
        /**
         * It was.
         *
         * @param challengeId whose code it was
         * @param at when otp-service found it right, as its event says it too
         */
        record Right(String challengeId, Instant at) implements Verdict {}

        /** It wasn't, or it is of no use. */
        record Refused(Problem problem) implements Verdict {}
    }

    /**
     * @param verification the caller's own
     * @param code six digits
     */
    public Verdict answer(PhoneVerification verification, String code) {
        return whyOver(verification).<Verdict>map(Verdict.Refused::new).orElseGet(() -> ask(verification, code));
    }

    /** What every use of a verification that isn't pending any more is answered; empty while it is. */
    public Optional<Problem> whyOver(PhoneVerification verification) {
        Instant now = clock.instant();
        return switch (verification.stateAt(now)) {
            case PENDING -> Optional.empty();
            case VERIFIED -> Optional.of(Problem.of(IdentityProblem.CODE_ALREADY_USED));
            case CANCELLED, EXPIRED -> Optional.of(Problem.of(IdentityProblem.CODE_EXPIRED));
            case EXHAUSTED ->
                Optional.of(Problem.of(IdentityProblem.TOO_MANY_ATTEMPTS).retryAfter(verification.timeLeft(now)));
        };
    }

    private Verdict ask(PhoneVerification verification, String code) {
        String challengeId = verification.challengeId();
        return switch (otp.verify(challengeId, verification.id(), code)) {
            case OtpAnswer.Done<Instant>(var at) -> new Verdict.Right(challengeId, at);
            case OtpAnswer.Refused<Instant>(var refusal) ->
                new Verdict.Refused(
                        refusal.status() == 404
                                ? Problem.of(IdentityProblem.CODE_EXPIRED)
                                : spendTry(verification.id(), refusal));
        };
    }

    private Problem spendTry(UUID id, OtpRefusal refusal) {
        if (refusal.attemptsLeft().isPresent() || refusal.code().equals(IdentityProblem.TOO_MANY_ATTEMPTS.code())) {
            int left = refusal.attemptsLeft().orElse(0);
            QuarkusTransaction.requiringNew()
                    .run(() -> verifications.lock(id).ifPresent(verification -> verification.wrongCode(left)));
        }
        return refusal.problem();
    }
}
