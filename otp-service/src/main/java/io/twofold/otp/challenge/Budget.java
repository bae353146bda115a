package io.twofold.otp.challenge;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;

/**
 * What a binding has used up. It moves from challenge to challenge; nothing gives tries or sends back but time.
 *
 * @param tries wrong codes
 * @param sends codes sent
 * @param lastSentAt when the last one was; when the budget was opened if none was
 * @param endsAt when all this is forgotten
 */
@Embeddable
record Budget(
        @Column int tries,
        @Column int sends,
        @Column Instant lastSentAt,
        @Column(name = "budget_ends_at") Instant endsAt) {

    /** Doubling more often than this would overflow, and nobody waits for years. */
    private static final int MAX_DOUBLINGS = 20;

    static Budget opened(Instant now, CodesConfig config) {
        return new Budget(0, 0, now, now.plus(config.bindingLifetime()));
    }

    Budget afterSend(Instant now) {
        return new Budget(tries, sends + 1, now, endsAt);
    }

    Budget afterWrongCode() {
        return new Budget(tries + 1, sends, lastSentAt, endsAt);
    }

    boolean isOver(Instant now) {
        return !now.isBefore(endsAt);
    }

    boolean isOutOfTries(CodesConfig config) {
        return tries >= config.maxAttempts();
    }

    boolean isOutOfSends(CodesConfig config) {
        return sends >= config.maxSends();
    }

    int triesLeft(CodesConfig config) {
        return Math.max(0, config.maxAttempts() - tries);
    }

    /** When the next code may go out as far as the growing wait is concerned: 30 s after the first, then 60, 120, 240. */
    Instant cooledDownAt(CodesConfig config) {
        if (sends == 0) {
            return lastSentAt;
        }
        int doublings = Math.min(sends - 1, MAX_DOUBLINGS);
        return lastSentAt.plus(config.resendAfter().multipliedBy(1L << doublings));
    }

    /** How long until then; zero or less if a code may go out. */
    Duration coolDown(Instant now, CodesConfig config) {
        return Duration.between(now, cooledDownAt(config));
    }
}
