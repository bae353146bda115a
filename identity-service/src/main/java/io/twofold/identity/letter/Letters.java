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

    /** The oldest that are due, but those that another worker is taking just now. */
    List<Letter> takeDue(Instant now, int most) {
        return getEntityManager()
                .createQuery("from Letter where nextAttemptAt <= ?1 order by nextAttemptAt, id", Letter.class)
                .setParameter(1, now)
                .setMaxResults(most)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .getResultList();
    }

    Optional<Letter> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }
}
