package io.twofold.gateway.delivery;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.twofold.gateway.price.Cost;
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
            @Nullable Cost cost,
            Instant now) {
        update(
                "outcome = ?1, reason = ?2, segments = ?3, endedAt = ?4, cost = ?5, currency = ?6"
                        + " where key.deliveryId = ?7 and key.number = ?8",
                outcome,
                reason,
                segments,
                now,
                cost == null ? null : cost.micros(),
                cost == null ? null : cost.currency(),
                deliveryId,
                number);
    }

    /** Those of some deliveries, each delivery's in order. */
    List<Attempt> of(Collection<UUID> deliveryIds) {
        return list("key.deliveryId in ?1 order by key.deliveryId, key.number", deliveryIds);
    }
}
