package io.twofold.gateway.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.twofold.events.DeliveryFailed;
import io.twofold.events.Event;
import io.twofold.events.MessageDelivered;
import io.twofold.events.MessageSent;
import io.twofold.events.MessageUndelivered;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.routing.Routes;
import io.twofold.kit.database.OnCommit;
import io.twofold.kit.outbox.Outbox;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells of what became of a delivery: the event in the transaction at hand, the metric, the log. */
@Singleton
class DeliveryJournal {

    private static final Logger LOG = Logger.getLogger(DeliveryJournal.class);
    private static final String NO_PROVIDER = "none";

    private final Outbox outbox;
    private final Routes routes;
    private final TransactionSynchronizationRegistry transaction;
    private final MeterRegistry meters;
    private final Clock clock;

    DeliveryJournal(
            Outbox outbox,
            Routes routes,
            TransactionSynchronizationRegistry transaction,
            MeterRegistry meters,
            Clock clock) {
        this.outbox = outbox;
        this.routes = routes;
        this.transaction = transaction;
        this.meters = meters;
        this.clock = clock;
    }

    /** Tells that the delivery has come to the state it is in. */
    void tell(Delivery delivery) {
        eventOf(delivery).ifPresent(event -> outbox.publish(event, delivery.subject()));
        Counter counter = meters.counter(
                "twofold.gateway.deliveries",
                "state",
                delivery.state().word(),
                "channel",
                delivery.channel().word());
        // What fails before anybody is asked, by a limit, may do so thousands of times a second: that is for the
        // metrics.
        boolean isTrouble = delivery.attempts() > 0
                && (delivery.state() == DeliveryState.FAILED || delivery.state() == DeliveryState.UNKNOWN);
        Object[] facts = {delivery.id(), delivery.state().word(), delivery.reason(), delivery.attempts()};
        transaction.registerInterposedSynchronization(new OnCommit(() -> {
            counter.increment();
            LOG.logf(
                    isTrouble ? Logger.Level.INFO : Logger.Level.DEBUG,
                    "delivery=%s state=%s reason=%s attempts=%d",
                    facts);
        }));
    }

    private Optional<Event> eventOf(Delivery delivery) {
        String id = delivery.id().toString();
        String challenge = delivery.challengeId();
        Integer send = delivery.send();
        String provider = providerOf(delivery);
        String country = delivery.country();
        Instant now = clock.instant();
        @Nullable String reason = delivery.reason();
        return switch (delivery.state()) {
            case QUEUED, SENDING, UNKNOWN -> Optional.empty();
            case EXPIRED, FAILED ->
                Optional.of(new DeliveryFailed(id, challenge, send, provider, country, now, reason));
            case SENT -> Optional.of(new MessageSent(id, challenge, send, provider, country, now, reason));
            case DELIVERED -> Optional.of(new MessageDelivered(id, challenge, send, provider, country, now, reason));
            case UNDELIVERED ->
                Optional.of(new MessageUndelivered(id, challenge, send, provider, country, now, reason));
        };
    }

    /** One that was dropped before anybody was asked is put down to whoever would have been. */
    private String providerOf(Delivery delivery) {
        String asked = delivery.provider();
        return asked != null
                ? asked
                : routes.first(delivery.country(), delivery.channel())
                        .map(MessageProvider::id)
                        .orElse(NO_PROVIDER);
    }
}
