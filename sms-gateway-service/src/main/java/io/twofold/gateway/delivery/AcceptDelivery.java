package io.twofold.gateway.delivery;

import io.twofold.gateway.delivery.DeliveryRequest.CodeSend;
import io.twofold.gateway.delivery.DeliveryRequest.Notice;
import io.twofold.gateway.limit.MessageLimits;
import io.twofold.gateway.limit.PlannedMessage;
import io.twofold.gateway.limit.Reservation;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.routing.Routes;
import io.twofold.kit.ambient.Ids;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes a delivery down, and decides whether it may be sent at all. A worker takes it from there. */
@Singleton
public class AcceptDelivery {

    private static final String SUPERSEDED = "superseded";

    private final Deliveries deliveries;
    private final SealedContent sealedContent;
    private final DeliveryJournal journal;
    private final MessageLimits limits;
    private final Routes routes;
    private final Ids ids;
    private final Clock clock;

    AcceptDelivery(
            Deliveries deliveries,
            SealedContent sealedContent,
            DeliveryJournal journal,
            MessageLimits limits,
            Routes routes,
            Ids ids,
            Clock clock) {
        this.deliveries = deliveries;
        this.sealedContent = sealedContent;
        this.journal = journal;
        this.limits = limits;
        this.routes = routes;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Takes a request's shares of the budgets. To be called before the transaction that {@link #accept} joins, and to be closed
     * after it.
     */
    public Reservation reserve(DeliveryRequest request) {
        return limits.reserve(planned(request), clock.instant());
    }

    /**
     * Accepts a request in the transaction at hand. Earlier sends of its challenge that nobody has taken yet are dropped; so is
     * the request itself if a later one is there, or its time is over. The same send twice is one delivery. What a limit
     * forbids is written down as failed.
     *
     * @param reservation what {@link #reserve} returned for it
     * @return the delivery's id
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public UUID accept(DeliveryRequest request, Reservation reservation) {
        return switch (request.occasion()) {
            case CodeSend code -> accept(request, reservation, code);
            case Notice _ -> accept(request, reservation, false);
        };
    }

    private UUID accept(DeliveryRequest request, Reservation reservation, CodeSend code) {
        List<Delivery> known = deliveries.lockSendsOf(code.challengeId());
        Optional<Delivery> same = known.stream()
                .filter(delivery -> Integer.valueOf(code.send()).equals(delivery.send()))
                .findFirst();
        if (same.isPresent()) {
            return same.get().id();
        }
        known.stream()
                .filter(delivery -> delivery.isOlderThan(code.send()) && delivery.withdraw(SUPERSEDED))
                .forEach(journal::tell);
        return accept(request, reservation, known.stream().anyMatch(other -> !other.isOlderThan(code.send())));
    }

    private UUID accept(DeliveryRequest request, Reservation reservation, boolean isSuperseded) {
        Instant now = clock.instant();
        UUID id = ids.next();
        var content = new SealedContent.Content(request.destination(), request.words());
        Delivery delivery = new Delivery(id, request, sealedContent.seal(id, content), now);
        if (isSuperseded) {
            delivery.withdraw(SUPERSEDED);
            journal.tell(delivery);
        } else if (delivery.isTooLate(now)) {
            delivery.expire();
            journal.tell(delivery);
        } else {
            reservation.use(now).ifPresent(limit -> {
                delivery.fail(limit.reason());
                journal.tell(delivery);
            });
        }
        deliveries.persist(delivery);
        return id;
    }

    private PlannedMessage planned(DeliveryRequest request) {
        return new PlannedMessage(
                request.destination(),
                request.country(),
                request.channel(),
                request.words().segmentCount(),
                routes.first(request.country(), request.channel())
                        .map(MessageProvider::id)
                        .orElse(null));
    }
}
