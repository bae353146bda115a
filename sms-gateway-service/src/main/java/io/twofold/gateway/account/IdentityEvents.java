package io.twofold.gateway.account;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.twofold.events.AccountDeleted;
import io.twofold.events.Envelope;
import io.twofold.events.Event;
import io.twofold.gateway.delivery.EraseAccount;
import io.twofold.kit.inbox.EventHandler;
import io.twofold.kit.inbox.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes {@code identity.events}, of which only {@code AccountDeleted} means anything here. */
@ApplicationScoped
public class IdentityEvents implements EventHandler {

    private final Inbox inbox;
    private final EraseAccount eraseAccount;

    IdentityEvents(Inbox inbox, EraseAccount eraseAccount) {
        this.inbox = inbox;
        this.eraseAccount = eraseAccount;
    }

    @Incoming("identity-events")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        inbox.consume(records, this);
    }

    @Override
    public boolean concerns(Event fact) {
        return fact instanceof AccountDeleted;
    }

    @Override
    public void apply(Envelope<Event> event) {
        eraseAccount.erase(event.subject());
    }
}
