package io.twofold.otp;

import io.twofold.events.CloudEventHeaders;
import io.twofold.events.Envelope;
import io.twofold.events.EventJson;
import io.twofold.events.MessageSent;
import io.twofold.events.MessageUndelivered;
import io.twofold.events.SmsGatewayEvent;
import io.twofold.testing.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Reports on deliveries as the gateway does. */
public final class Gateway {

    private Gateway() {}

    /** A provider took a challenge's first message. */
    public static void sent(String challengeId, Instant at) {
        String delivery = UUID.randomUUID().toString();
        report(delivery, 1, new MessageSent(delivery, challengeId, 1, "twilio", "US", at, null), at);
    }

    /** A provider took a challenge's first message, and then it came to nothing. */
    public static void lost(String challengeId, Instant at) {
        String delivery = UUID.randomUUID().toString();
        report(delivery, 1, new MessageSent(delivery, challengeId, 1, "twilio", "US", at, null), at);
        report(delivery, 2, new MessageUndelivered(delivery, challengeId, 1, "twilio", "US", at, "absent"), at);
    }

    private static void report(String delivery, long version, SmsGatewayEvent event, Instant at) {
        String id = UUID.randomUUID().toString();
        Topics.publish(
                "sms-gateway.events",
                delivery,
                CloudEventHeaders.of(Envelope.of(id, delivery, null, at, version, null, event)),
                new String(EventJson.write(event), StandardCharsets.UTF_8));
    }
}
