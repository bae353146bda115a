package io.twofold.identity.session;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * Removes sessions that expired. By their age an index finds them; those that lay unused are found by reading the table,
 * which is why that is done once a day only.
 */
@Singleton
class PurgeSessions {

    private final Sessions sessions;
    private final Clock clock;

    PurgeSessions(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "17m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purgeOld() {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> sessions.delete("absoluteExpiresAt < ?1", now));
    }

    @Scheduled(every = "24h", delayed = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purgeUnused() {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> sessions.delete("idleExpiresAt < ?1", now));
    }
}
