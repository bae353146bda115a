package io.twofold.identity.registration;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.twofold.identity.secret.OpaqueToken;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Timeouts;
import org.hibernate.jpa.SpecHints;

/** All registrations that are not too old. */
@Singleton
class Registrations implements PanacheRepositoryBase<Registration, UUID> {

    /** The one that a flow token belongs to; a wrong token finds nothing. */
    Optional<Registration> find(UUID id, OpaqueToken flowToken) {
        return findByIdOptional(id).filter(registration -> registration.belongsTo(flowToken));
    }

    Optional<Registration> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** As {@link #lock}, but empty too while somebody else has it locked. */
    Optional<Registration> lockIfFree(UUID id) {
        return find("id", id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .firstResultOptional();
    }
}
