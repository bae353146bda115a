package io.twofold.otp.challenge;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Notes expiry, and deletes what nobody can ask about any more. Replicas share the work. */
@Singleton
class Housekeeping {

    private static final int EXPIRED_AT_A_TIME = 500;
    private static final int DELETED_AT_A_TIME = 5_000;

    private final Challenges challenges;
    private final Announcements announcements;
    private final CodesConfig config;
    private final Clock clock;

    Housekeeping(Challenges challenges, Announcements announcements, CodesConfig config, Clock clock) {
        this.challenges = challenges;
        this.announcements = announcements;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "1s",
            delayed = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void expire() {
        int expired;
        do {
            expired = QuarkusTransaction.requiringNew().call(this::expireSome);
        } while (expired == EXPIRED_AT_A_TIME);
    }

    private int expireSome() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Challenge> overdue = challenges.lockOverdue(now, EXPIRED_AT_A_TIME);
        for (Challenge challenge : overdue) {
            challenge.expire();
            announcements.expired(challenge);
        }
        return overdue.size();
    }

    /** The last code of a binding may outlive its budget by one lifetime. */
    @Scheduled(every = "5m", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() {
        Instant ended = clock.instant().minus(config.lifetime());
        int deleted;
        do {
            deleted = QuarkusTransaction.requiringNew()
                    .call(() -> challenges.deleteEndedBefore(ended, DELETED_AT_A_TIME));
        } while (deleted == DELETED_AT_A_TIME);
    }
}
