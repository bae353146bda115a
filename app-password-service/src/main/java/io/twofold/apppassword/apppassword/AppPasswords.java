package io.twofold.apppassword.apppassword;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The app-specific passwords that work. Whoever locks several does so in the order of their ids. */
@Singleton
public class AppPasswords implements PanacheRepositoryBase<AppPassword, UUID> {

    /** Under its row's lock; empty if it was revoked. */
    public Optional<AppPassword> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    Optional<AppPassword> lock(UUID accountId, UUID id) {
        return find("accountId = ?1 and id = ?2", accountId, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    List<AppPassword> lockAll(UUID accountId) {
        return find("accountId = ?1 order by id", accountId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    List<AppPassword> lockMadeUpTo(UUID accountId, Instant tokenIssuedAt) {
        return find("accountId = ?1 and tokenIssuedAt <= ?2 order by id", accountId, tokenIssuedAt)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** Newest last. */
    List<AppPassword> of(UUID accountId) {
        return list("accountId = ?1 order by createdAt, id", accountId);
    }

    long count(UUID accountId) {
        return count("accountId = ?1", accountId);
    }
}
