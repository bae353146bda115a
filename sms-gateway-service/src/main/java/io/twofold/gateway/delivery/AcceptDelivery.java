package io.twofold.gateway.delivery;

import io.twofold.kit.ambient.Ids;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Writes a delivery down. A worker takes it from there. */
@Singleton
public class AcceptDelivery {

    private static final String SUPERSEDED = "superseded";

    private final Deliveries deliveries;
    private final SealedContent sealedContent;
    private final DeliveryJournal journal;
    private final Ids ids;
    private final Clock clock;

    AcceptDelivery(Deliveries deliveries, SealedContent sealedContent, DeliveryJournal journal, Ids ids, Clock clock) {
        this.deliveries = deliveries;
        this.sealedContent = sealedContent;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Accepts a request in the transaction at hand. Earlier sends of its challenge that nobody has taken yet are dropped; so is
     * the request itself if a later one is there, or its time is over. The same send twice is one delivery.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void accept(DeliveryRequest request) {
        List<Delivery> known = deliveries.lockSendsOf(request.challengeId());
        if (known.stream().anyMatch(delivery -> Integer.valueOf(request.send()).equals(delivery.send()))) {
            return;
        }
        known.stream()
                .filter(delivery -> delivery.isOlderThan(request.send()) && delivery.withdraw(SUPERSEDED))
                .forEach(journal::tell);

        Instant now = clock.instant();
        UUID id = ids.next();
        var content = new SealedContent.Content(request.destination(), request.code());
        Delivery delivery = new Delivery(id, request, sealedContent.seal(id, content), now);
        if (known.stream().anyMatch(other -> !other.isOlderThan(request.send()))) {
            delivery.withdraw(SUPERSEDED);
            journal.tell(delivery);
        } else if (delivery.isTooLate(now)) {
            delivery.expire();
            journal.tell(delivery);
        }
        deliveries.persist(delivery);
    }
}
