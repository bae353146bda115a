package io.twofold.otp;

import static io.twofold.otp.Client.byCaller;
import static io.twofold.otp.Client.freshBinding;
import static io.twofold.otp.Client.freshNumber;
import static io.twofold.otp.Client.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.events.CloudEventHeaders;
import io.twofold.events.Envelope;
import io.twofold.events.EventJson;
import io.twofold.events.MessageDelivered;
import io.twofold.events.MessageSent;
import io.twofold.events.SmsGatewayEvent;
import io.twofold.testing.MutableClock;
import io.twofold.testing.Topics;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OtpTest
class LookingAtAChallenge {

    private final Client partner = Client.partner();
    private final String binding = freshBinding();
    private final String delivery = UUID.randomUUID().toString();

    @Inject
    MutableClock clock;

    @Test
    void showsWhatBecameOfIt() {
        Reply issued = partner.issue(text(binding, freshNumber()));

        Reply seen = partner.get(issued.id());

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.text("state")).isEqualTo("pending");
        assertThat(seen.text("purpose")).isEqualTo("custom");
        assertThat(seen.text("binding")).isEqualTo(binding);
        assertThat(seen.number("sends")).isEqualTo(1);
        assertThat(seen.body().path("sentTo")).isEqualTo(issued.body().path("sentTo"));
        assertThat(seen.text("expiresAt")).isEqualTo(issued.text("expiresAt"));
        assertThat(seen.body().path("deliveries").size()).isZero();
        assertThat(seen.body().has("code")).isFalse();
    }

    @Test
    void showsTheNewestReportOfTheGatewayWhateverTheOrderTheyArriveIn() {
        Reply issued = partner.issue(text(binding, freshNumber()));

        report(2, new MessageDelivered(delivery, issued.id(), 1, "twilio", "US", clock.instant(), null));
        await().atMost(20, SECONDS)
                .until(
                        () -> partner.get(issued.id())
                                .body()
                                .at("/deliveries/0/state")
                                .asText(),
                        "delivered"::equals);
        report(1, new MessageSent(delivery, issued.id(), 1, "twilio", "US", clock.instant(), null));
        // Whatever is on the same partition after it has been digested after it.
        Reply other = partner.issue(text(freshBinding(), freshNumber()));
        report(3, new MessageSent(delivery, other.id(), 1, "twilio", "US", clock.instant(), null));
        await().atMost(20, SECONDS)
                .until(
                        () -> partner.get(other.id())
                                .body()
                                .at("/deliveries/0/state")
                                .asText(),
                        "sent"::equals);

        var deliveries = partner.get(issued.id()).body().path("deliveries");
        assertThat(deliveries.size()).isEqualTo(1);
        assertThat(deliveries.at("/0/state").asText()).isEqualTo("delivered");
        assertThat(deliveries.at("/0/provider").asText()).isEqualTo("twilio");
        assertThat(deliveries.at("/0/send").asInt()).isEqualTo(1);
    }

    @Test
    void aReportOnAChallengeThatIsGoneIsNoTrouble() {
        report(1, new MessageSent(delivery, UUID.randomUUID().toString(), 1, "twilio", "US", clock.instant(), null));
        Reply issued = partner.issue(text(binding, freshNumber()));
        report(2, new MessageSent(delivery, issued.id(), 1, "twilio", "US", clock.instant(), null));
        await().atMost(20, SECONDS)
                .until(
                        () -> partner.get(issued.id())
                                .body()
                                .at("/deliveries/0/state")
                                .asText(),
                        "sent"::equals);
    }

    @Test
    void poisonGoesToTheDeadLetterTopicAndThePartitionMovesOn() {
        String event = UUID.randomUUID().toString();
        Map<String, String> headers = new HashMap<>(
                headersOf(event, 1, new MessageSent(delivery, null, null, "twilio", "US", clock.instant(), null)));
        Topics.publish("sms-gateway.events", delivery, headers, "{\"deliveryId\":");
        Reply issued = partner.issue(text(binding, freshNumber()));
        report(2, new MessageSent(delivery, issued.id(), 1, "twilio", "US", clock.instant(), null));

        await().atMost(20, SECONDS)
                .until(
                        () -> partner.get(issued.id())
                                .body()
                                .at("/deliveries/0/state")
                                .asText(),
                        "sent"::equals);
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(Topics.read("sms-gateway.events.otp-service.dead-letter")
                                .withHeader("ce_id", event))
                        .hasSize(1));
    }

    @Test
    void cancellingMakesTheCodeWorthlessAndCallsItBack() {
        Reply issued = partner.issue(text(binding, freshNumber()));
        String code = Telephone.codeOf(issued.id(), 1);

        assertThat(partner.cancel(issued.id()).status()).isEqualTo(204);

        assertThat(partner.get(issued.id()).text("state")).isEqualTo("cancelled");
        assertThat(partner.verify(issued.id(), binding, code).outcome()).isEqualTo("410 code_expired");
        assertThat(partner.cancel(issued.id()).status()).isEqualTo(204);
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(
                                Topics.read("otp.deliveries").about(issued.id()).ofType(Telephone.WITHDRAWN))
                        .hasSize(1));
    }

    @Test
    void aBrokenEnvelopeGoesThereAsWell() {
        Reply issued = partner.issue(text(binding, freshNumber()));
        SmsGatewayEvent event = new MessageSent(delivery, issued.id(), 1, "twilio", "US", clock.instant(), null);
        String body = new String(EventJson.write(event), StandardCharsets.UTF_8);
        String id = UUID.randomUUID().toString();
        Map<String, String> headers = new HashMap<>(headersOf(id, 1, event));
        headers.put("ce_time", "yesterday");
        Topics.publish("sms-gateway.events", delivery, headers, body);
        report(2, event);

        await().atMost(20, SECONDS)
                .until(
                        () -> partner.get(issued.id())
                                .body()
                                .at("/deliveries/0/state")
                                .asText(),
                        "sent"::equals);
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(Topics.read("sms-gateway.events.otp-service.dead-letter")
                                .withHeader("ce_id", id))
                        .hasSize(1));
    }

    @Test
    void cancellingWhoeverIsOutOfTriesChangesNoAnswer() {
        Reply issued = partner.issue(byCaller(binding));
        for (int i = 0; i < 5; i++) {
            partner.verify(issued.id(), binding, Telephone.otherThan(issued.text("code")));
        }

        assertThat(partner.cancel(issued.id()).status()).isEqualTo(204);

        assertThat(partner.get(issued.id()).text("state")).isEqualTo("locked");
        assertThat(partner.verify(issued.id(), binding, issued.text("code")).outcome())
                .isEqualTo("429 too_many_attempts");
        assertThat(partner.resend(issued.id()).outcome()).isEqualTo("429 too_many_attempts");
    }

    private void report(long version, SmsGatewayEvent event) {
        Topics.publish(
                "sms-gateway.events",
                delivery,
                headersOf(UUID.randomUUID().toString(), version, event),
                new String(EventJson.write(event), StandardCharsets.UTF_8));
    }

    private Map<String, String> headersOf(String id, long version, SmsGatewayEvent event) {
        return CloudEventHeaders.of(Envelope.of(id, delivery, null, clock.instant(), version, null, event));
    }
}
