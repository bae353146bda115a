package io.twofold.otp.account;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.twofold.events.AccountDeleted;
import io.twofold.events.Envelope;
import io.twofold.events.Event;
import io.twofold.kit.inbox.EventHandler;
import io.twofold.kit.inbox.Inbox;
import io.twofold.otp.challenge.ForgetAccount;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Follows accounts for as far as they matter here: until they are gone. */
@ApplicationScoped
class IdentityEvents implements EventHandler {

    private static final Logger LOG = Logger.getLogger(IdentityEvents.class);

    private final Inbox inbox;
    private final ForgetAccount forgetAccount;

    IdentityEvents(Inbox inbox, ForgetAccount forgetAccount) {
        this.inbox = inbox;
        this.forgetAccount = forgetAccount;
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
        forgetAccount.forget(event.subject());
        LOG.infof("account=%s forgotten", event.subject());
    }
}
