package io.twofold.apppassword.following;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.twofold.kit.inbox.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The consumer of {@code identity.events}. */
@ApplicationScoped
class IdentityEvents {

    private final Inbox inbox;
    private final FollowIdentity followIdentity;

    IdentityEvents(Inbox inbox, FollowIdentity followIdentity) {
        this.inbox = inbox;
        this.followIdentity = followIdentity;
    }

    @Incoming("identity-events")
    @Blocking
    void receive(ConsumerRecords<String, byte[]> records) {
        inbox.consume(records, followIdentity);
    }
}
