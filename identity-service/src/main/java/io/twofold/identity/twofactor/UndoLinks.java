package io.twofold.identity.twofactor;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import io.twofold.identity.secret.OpaqueToken;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The links in letters that still work. */
@Singleton
class UndoLinks implements PanacheRepositoryBase<UndoLink, UUID> {

    private final Clock clock;

    UndoLinks(Clock clock) {
        this.clock = clock;
    }

    /** The account that a link is for, if it works. */
    Optional<UUID> ownerOf(OpaqueToken token, Instant now) {
        return getEntityManager()
                .createQuery("select accountId from UndoLink where tokenDigest = ?1 and expiresAt > ?2", UUID.class)
                .setParameter(1, token.digest())
                .setParameter(2, now)
                .getResultStream()
                .findFirst();
    }

    /** All of an account's. */
    void revokeAll(UUID accountId) {
        delete("accountId", accountId);
    }

    @Scheduled(every = "1h", delayed = "6m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void purge() {
        delete("expiresAt <= ?1", clock.instant());
    }
}
