package io.twofold.gateway.delivery;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All attempts. */
@Singleton
class Attempts implements PanacheRepositoryBase<Attempt, Attempt.Key> {

    /** Writes down how one ended. */
    void finish(
            UUID deliveryId,
            int number,
            Attempt.Outcome outcome,
            @Nullable String reason,
            @Nullable Integer segments,
            Instant now) {
        update(
                "outcome = ?1, reason = ?2, segments = ?3, endedAt = ?4 where key.deliveryId = ?5 and key.number = ?6",
                outcome,
                reason,
                segments,
                now,
                deliveryId,
                number);
    }

    /** Those of some deliveries, each delivery's in order. */
    List<Attempt> of(Collection<UUID> deliveryIds) {
        return list("key.deliveryId in ?1 order by key.deliveryId, key.number", deliveryIds);
    }
}
