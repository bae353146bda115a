package io.twofold.otp.challenge;

import io.micrometer.core.instrument.MeterRegistry;
import io.twofold.otp.limit.SendingLimits;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Weighs a code that somebody typed. Counting the try and comparing the code are one step, under the row's lock. */
@Singleton
class AnswerChallenge {

    private static final Logger LOG = Logger.getLogger(AnswerChallenge.class);

    private final Challenges challenges;
    private final Announcements announcements;
    private final SendingLimits limits;
    private final CodeDigests digests;
    private final CodesConfig config;
    private final Clock clock;
    private final MeterRegistry meters;

    AnswerChallenge(
            Challenges challenges,
            Announcements announcements,
            SendingLimits limits,
            CodeDigests digests,
            CodesConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.challenges = challenges;
        this.announcements = announcements;
        this.limits = limits;
        this.digests = digests;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * @param binding must be the challenge's own. With another, the challenge is as unknown as one that doesn't exist: its
     *     code isn't looked at, so that nothing is learnt and nobody's tries are spent.
     */
    @Transactional
    Verdict answer(UUID id, String client, String binding, Code code) {
        Optional<Challenge> challenge =
                challenges.lock(id, client).filter(found -> found.binding().equals(binding));
        Verdict verdict = challenge.isPresent() ? answer(challenge.get(), code) : new Verdict.Unknown();
        meters.counter(
                        "twofold.otp.answers",
                        "purpose",
                        challenge.map(found -> found.purpose().word()).orElse("unknown"),
                        "verdict",
                        verdict.getClass().getSimpleName())
                .increment();
        return verdict;
    }

    private Verdict answer(Challenge challenge, Code code) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (challenge.state() == Challenge.State.SUPERSEDED) {
            // The binding's budget has moved on to the challenge that superseded this one.
            Optional<Challenge> current =
                    challenges.lockBinding(challenge.client(), challenge.purpose(), challenge.binding());
            return current.map(
                            newer -> announce(newer, newer.state(), newer.answerForOlder(code, digests, now, config)))
                    .orElse(new Verdict.Unknown());
        }
        return announce(challenge, challenge.state(), challenge.answer(code, digests, now, config));
    }

    private Verdict announce(Challenge challenge, Challenge.State before, Verdict verdict) {
        if (verdict instanceof Verdict.Accepted(Instant at)) {
            announcements.verified(challenge, at);
            if (challenge.destination() != null) {
                limits.verified(challenge.releaseReceipts());
            }
        }
        if (before != Challenge.State.LOCKED && challenge.state() == Challenge.State.LOCKED) {
            announcements.locked(challenge);
            LOG.infof("challenge=%s client=%s locked: too many wrong codes", challenge.id(), challenge.client());
        }
        return verdict;
    }
}
