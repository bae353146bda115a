package io.twofold.identity.letter;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Timeouts;
import org.hibernate.jpa.SpecHints;

/** All letters of the last days. */
@Singleton
class Letters implements PanacheRepositoryBase<Letter, UUID> {

    /** The one that is due longest, but those that another worker is taking just now. */
    Optional<Letter> lockNextDue(Instant now) {
        return find("nextAttemptAt <= ?1 order by nextAttemptAt, id", now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .firstResultOptional();
    }

    Optional<Letter> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Those of a flow that no worker has sent. */
    List<Letter> lockUnsent(UUID flowId) {
        return find("flowId = ?1 and nextAttemptAt is not null order by id", flowId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }
}
