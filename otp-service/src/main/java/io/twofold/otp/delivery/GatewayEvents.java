package io.twofold.otp.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.twofold.events.DeliveryFailed;
import io.twofold.events.Envelope;
import io.twofold.events.Event;
import io.twofold.events.MessageDelivered;
import io.twofold.events.MessageSent;
import io.twofold.events.MessageUndelivered;
import io.twofold.events.ProviderSuspended;
import io.twofold.events.SmsGatewayEvent;
import io.twofold.kit.inbox.Inbox;
import io.twofold.kit.inbox.IndigestibleEventException;
import io.twofold.otp.limit.SendingLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Follows what the gateway says of the codes it was asked to deliver. */
@ApplicationScoped
class GatewayEvents {

    private final Inbox inbox;
    private final Deliveries deliveries;
    private final SendingLimits limits;
    private final MeterRegistry meters;

    GatewayEvents(Inbox inbox, Deliveries deliveries, SendingLimits limits, MeterRegistry meters) {
        this.inbox = inbox;
        this.deliveries = deliveries;
        this.limits = limits;
        this.meters = meters;
    }

    @Incoming("gateway-events")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        inbox.consume(records, this::apply);
    }

    private void apply(Envelope<Event> envelope) {
        if (!(envelope.data() instanceof SmsGatewayEvent event)) {
            return;
        }
        long version = envelope.sequence();
        switch (event) {
            case MessageSent(var _, var challenge, var send, var provider, var _, var at, var reason) ->
                keep("sent", challenge, send, provider, reason, at, version);
            case MessageDelivered(var _, var challenge, var send, var provider, var _, var at, var reason) ->
                keep("delivered", challenge, send, provider, reason, at, version);
            case MessageUndelivered(var _, var challenge, var send, var provider, var _, var at, var reason) ->
                keep("undelivered", challenge, send, provider, reason, at, version);
            case DeliveryFailed(var _, var challenge, var send, var provider, var _, var at, var reason) ->
                keep("failed", challenge, send, provider, reason, at, version);
            case ProviderSuspended _ -> {} // about a provider, not about a code
        }
    }

    /** A message that carried no code has no challenge, and is nothing to us. */
    private void keep(
            String state,
            @Nullable String challengeId,
            @Nullable Integer send,
            String provider,
            @Nullable String reason,
            Instant occurredAt,
            long version) {
        if (challengeId == null || send == null) {
            return;
        }
        try {
            UUID challenge = idOf(challengeId);
            Deliveries.Turn turn = deliveries.record(
                    new DeliveryReport(challenge, send, state, provider, reason, occurredAt, version));
            if (turn.isOne()) {
                deliveries
                        .receipt(challenge, send)
                        .ifPresent(receipt -> limits.delivery(receipt, turn.reached(), turn.undelivered()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Delivery report not kept", e);
        }
        meters.counter("twofold.otp.deliveries", "state", state).increment();
    }

    private static UUID idOf(String challengeId) {
        try {
            return UUID.fromString(challengeId);
        } catch (IllegalArgumentException _) {
            throw new IndigestibleEventException("challengeId is no id of ours");
        }
    }
}
