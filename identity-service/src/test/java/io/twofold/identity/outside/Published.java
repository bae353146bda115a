package io.twofold.identity.outside;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.events.AppPasswordEvent;
import io.twofold.events.CloudEventHeaders;
import io.twofold.events.Envelope;
import io.twofold.events.Event;
import io.twofold.events.EventJson;
import io.twofold.events.EventType;
import io.twofold.events.PhoneVerified;
import io.twofold.testing.TopicRecord;
import io.twofold.testing.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What this service published, and what others publish to it. */
public final class Published {

    private Published() {}

    /** All events of that kind about an account, as soon as there are any. */
    public static List<TopicRecord> of(String accountId, Class<? extends Event> type) {
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(now(accountId, type)).isNotEmpty());
        return now(accountId, type);
    }

    /** All events of that kind about an account that are on the topic by now. */
    public static List<TopicRecord> now(String accountId, Class<? extends Event> type) {
        return Topics.read("identity.events")
                .withKey(accountId)
                .ofType(EventType.of(type).name());
    }

    /** otp-service says so. Returns the event's id. */
    public static String byOtp(PhoneVerified fact, Instant time) {
        return publish(Envelope.of(UUID.randomUUID().toString(), fact.challengeId(), null, time, 1, null, fact));
    }

    /** app-password-service says so of an account's app-specific password. Returns the event's id. */
    public static String byAppPasswords(String accountId, String appPasswordId, AppPasswordEvent fact, Instant time) {
        return publish(Envelope.of(UUID.randomUUID().toString(), appPasswordId, accountId, time, 1, null, fact));
    }

    private static String publish(Envelope<? extends Event> envelope) {
        Topics.publish(
                envelope.topic().topicName(),
                envelope.key(),
                CloudEventHeaders.of(envelope),
                new String(EventJson.write(envelope.data()), StandardCharsets.UTF_8));
        return envelope.id();
    }
}
