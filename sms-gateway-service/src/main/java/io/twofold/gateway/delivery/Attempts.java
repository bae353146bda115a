package io.twofold.gateway.delivery;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/** All attempts. */
@Singleton
class Attempts implements PanacheRepositoryBase<Attempt, Attempt.Key> {

    /** Those of some deliveries, each delivery's in order. */
    List<Attempt> of(Collection<UUID> deliveryIds) {
        return list("key.deliveryId in ?1 order by key.deliveryId, key.number", deliveryIds);
    }

    /** Reads those of some deliveries at once: to find one of them afterwards costs no round trip. */
    void readAhead(Collection<UUID> deliveryIds) {
        getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery("select * from attempt where delivery_id = any (:deliveries)", Attempt.class)
                .setParameter("deliveries", deliveryIds.toArray(UUID[]::new))
                .getResultList();
    }
}
