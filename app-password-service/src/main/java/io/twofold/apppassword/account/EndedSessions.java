package io.twofold.apppassword.account;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/** Sessions that ended while a token of theirs may still be shown. */
@Singleton
public class EndedSessions {

    private final EntityManager database;
    private final AccountConfig config;
    private final Clock clock;

    EndedSessions(EntityManager database, AccountConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Remembers them, unless that was so long ago that their tokens have expired by themselves. */
    public void add(Collection<UUID> sessionIds, Instant endedAt) {
        if (endedAt.isBefore(forgottenBefore())) {
            return;
        }
        for (UUID sessionId : sessionIds) {
            database.createNativeQuery(
                            "insert into ended_session (session_id, ended_at) values (?1, ?2) on conflict do nothing")
                    .setParameter(1, sessionId)
                    .setParameter(2, endedAt)
                    .executeUpdate();
        }
    }

    boolean contains(UUID sessionId) {
        return !database.createNativeQuery("select 1 from ended_session where session_id = ?1", Integer.class)
                .setParameter(1, sessionId)
                .getResultList()
                .isEmpty();
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void purge() {
        database.createNativeQuery("delete from ended_session where ended_at < ?1")
                .setParameter(1, forgottenBefore())
                .executeUpdate();
    }

    private Instant forgottenBefore() {
        return clock.instant().minus(config.rememberEndedSessions());
    }
}
