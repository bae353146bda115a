package io.twofold.gateway.code;

import io.opentelemetry.context.Context;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.twofold.events.CodeDeliveryRequested;
import io.twofold.events.CodeDeliveryWithdrawn;
import io.twofold.events.Envelope;
import io.twofold.events.Event;
import io.twofold.gateway.delivery.AcceptDelivery;
import io.twofold.gateway.delivery.DeliveryRequest;
import io.twofold.gateway.delivery.Instruction;
import io.twofold.gateway.delivery.Instruction.Send;
import io.twofold.gateway.delivery.Instruction.Withdraw;
import io.twofold.gateway.limit.Reservation;
import io.twofold.kit.inbox.EventsHandler;
import io.twofold.kit.inbox.Inbox;
import io.twofold.kit.inbox.IndigestibleEventException;
import io.twofold.kit.inbox.Received;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes {@code otp.deliveries}: what was fetched together is written down together. */
@ApplicationScoped
public class CodeDeliveries {

    private final Inbox inbox;
    private final SealedCode sealedCode;
    private final AcceptDelivery acceptDelivery;

    CodeDeliveries(Inbox inbox, SealedCode sealedCode, AcceptDelivery acceptDelivery) {
        this.inbox = inbox;
        this.sealedCode = sealedCode;
        this.acceptDelivery = acceptDelivery;
    }

    @Incoming("otp-deliveries")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        try (Digestion digestion = new Digestion()) {
            inbox.consume(records, digestion);
        }
    }

    /** Of what was fetched. */
    private final class Digestion implements EventsHandler, AutoCloseable {

        /** By the event. */
        private final Map<String, Instruction> instructions = new LinkedHashMap<>();

        /** By the event. A copy of one that was read before its key was retired is none: it had its effect. */
        private final Map<String, IndigestibleEventException> unreadable = new HashMap<>();

        /** A message that turns out to need no share of a budget must not have taken another's last one. */
        @Override
        public boolean prepare(List<Received> events) {
            close();
            events.forEach(this::read);
            return Reservation.areAsIfAlone(reservations().toList());
        }

        @Override
        public void apply(List<Received> events) {
            for (Received received : events) {
                IndigestibleEventException reason =
                        unreadable.get(received.event().id());
                if (reason != null) {
                    throw reason;
                }
            }
            acceptDelivery.carryOut(events.stream()
                    .map(received -> instructions.get(received.event().id()))
                    .toList());
        }

        @Override
        public void close() {
            reservations().forEach(Reservation::close);
            instructions.clear();
            unreadable.clear();
        }

        private void read(Received received) {
            String id = received.event().id();
            if (instructions.containsKey(id)) {
                return;
            }
            try {
                instructions.put(id, instruction(received.event(), received.trace()));
            } catch (IndigestibleEventException e) {
                unreadable.put(id, e);
            }
        }

        private Instruction instruction(Envelope<Event> event, Context trace) {
            return switch (event.data()) {
                case CodeDeliveryRequested requested -> {
                    DeliveryRequest request = sealedCode.open(requested, event.accountId());
                    yield new Send(request, acceptDelivery.reserve(request), trace);
                }
                case CodeDeliveryWithdrawn(var challenge, var send) -> new Withdraw(challenge, send, trace);
                default -> throw new IndigestibleEventException("no instruction");
            };
        }

        private Stream<Reservation> reservations() {
            return instructions.values().stream()
                    .flatMap(instruction ->
                            instruction instanceof Send send ? Stream.ofNullable(send.reservation()) : Stream.empty());
        }
    }
}
