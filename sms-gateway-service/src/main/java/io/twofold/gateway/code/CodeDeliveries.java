package io.twofold.gateway.code;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.twofold.events.CodeDeliveryRequested;
import io.twofold.events.CodeDeliveryWithdrawn;
import io.twofold.events.Envelope;
import io.twofold.events.Event;
import io.twofold.gateway.delivery.AcceptDelivery;
import io.twofold.gateway.delivery.DeliveryRequest;
import io.twofold.gateway.delivery.WithdrawDelivery;
import io.twofold.gateway.delivery.WorkerSignal;
import io.twofold.gateway.limit.Reservation;
import io.twofold.kit.inbox.EventHandler;
import io.twofold.kit.inbox.Inbox;
import io.twofold.kit.inbox.IndigestibleEventException;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Consumes {@code otp.deliveries}. */
@ApplicationScoped
public class CodeDeliveries {

    private final Inbox inbox;
    private final SealedCode sealedCode;
    private final AcceptDelivery acceptDelivery;
    private final WithdrawDelivery withdrawDelivery;
    private final WorkerSignal worker;

    CodeDeliveries(
            Inbox inbox,
            SealedCode sealedCode,
            AcceptDelivery acceptDelivery,
            WithdrawDelivery withdrawDelivery,
            WorkerSignal worker) {
        this.inbox = inbox;
        this.sealedCode = sealedCode;
        this.acceptDelivery = acceptDelivery;
        this.withdrawDelivery = withdrawDelivery;
        this.worker = worker;
    }

    @Incoming("otp-deliveries")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            try (Digestion digestion = new Digestion()) {
                inbox.consume(record, digestion);
            }
            worker.raise();
        }
    }

    /** Of one record. */
    private final class Digestion implements EventHandler, AutoCloseable {

        private @Nullable DeliveryRequest request;
        private @Nullable Reservation reservation;
        private @Nullable IndigestibleEventException unreadable;

        @Override
        public void prepare(Envelope<Event> event) {
            close();
            if (event.data() instanceof CodeDeliveryRequested requested) {
                try {
                    request = sealedCode.open(requested, event.accountId());
                } catch (IndigestibleEventException e) {
                    unreadable = e; // a copy of one that was read before its key was retired is none
                    return;
                }
                reservation = acceptDelivery.reserve(request);
            }
        }

        @Override
        public void apply(Envelope<Event> event) {
            if (unreadable != null) {
                throw unreadable;
            }
            if (request != null && reservation != null) {
                acceptDelivery.accept(request, reservation);
            }
            if (event.data() instanceof CodeDeliveryWithdrawn withdrawn) {
                withdrawDelivery.withdraw(withdrawn.challengeId(), withdrawn.send());
            }
        }

        @Override
        public void close() {
            if (reservation != null) {
                reservation.close();
            }
            request = null;
            reservation = null;
            unreadable = null;
        }
    }
}
