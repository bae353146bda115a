package io.twofold.gateway.code;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.twofold.events.CodeDeliveryRequested;
import io.twofold.events.CodeDeliveryWithdrawn;
import io.twofold.events.Envelope;
import io.twofold.events.Event;
import io.twofold.gateway.delivery.AcceptDelivery;
import io.twofold.gateway.delivery.WithdrawDelivery;
import io.twofold.gateway.delivery.WorkerSignal;
import io.twofold.kit.inbox.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

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
    void consume(ConsumerRecord<String, byte[]> record) {
        inbox.consume(record, this::apply);
        worker.raise();
    }

    private void apply(Envelope<Event> event) {
        switch (event.data()) {
            case CodeDeliveryRequested request -> acceptDelivery.accept(sealedCode.open(request, event.accountId()));
            case CodeDeliveryWithdrawn withdrawn ->
                withdrawDelivery.withdraw(withdrawn.challengeId(), withdrawn.send());
            default -> {
                // a type that this topic got after this code was written
            }
        }
    }
}
