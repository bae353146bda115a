package io.twofold.gateway.statistics;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.twofold.events.Envelope;
import io.twofold.events.Event;
import io.twofold.events.PhoneVerified;
import io.twofold.kit.inbox.EventHandler;
import io.twofold.kit.inbox.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Consumes {@code otp.events}, of which only {@code PhoneVerified} means anything here. */
@ApplicationScoped
public class OtpEvents implements EventHandler {

    private final Inbox inbox;
    private final Conversions conversions;

    OtpEvents(Inbox inbox, Conversions conversions) {
        this.inbox = inbox;
        this.conversions = conversions;
    }

    @Incoming("otp-events")
    @Blocking
    void consume(ConsumerRecords<String, byte[]> records) {
        inbox.consume(records, this);
    }

    @Override
    public boolean concerns(Event fact) {
        return fact instanceof PhoneVerified;
    }

    @Override
    public void apply(Envelope<Event> event) {
        PhoneVerified verified = (PhoneVerified) event.data();
        try {
            conversions.mark(verified.challengeId(), verified.verifiedAt());
        } catch (SQLException e) {
            throw new IllegalStateException("Conversion not marked", e);
        }
    }
}
