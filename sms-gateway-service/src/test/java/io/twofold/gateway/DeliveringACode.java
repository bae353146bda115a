package io.twofold.gateway;

import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.awaitTaken;
import static io.twofold.gateway.outside.Gateway.deliveriesOf;
import static io.twofold.gateway.outside.Gateway.eventsOf;
import static io.twofold.gateway.outside.Gateway.eventually;
import static io.twofold.gateway.outside.Gateway.idOf;
import static io.twofold.gateway.outside.Gateway.recordsOf;
import static io.twofold.gateway.outside.Gateway.value;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.twofold.events.AccountDeleted;
import io.twofold.events.CloudEventHeaders;
import io.twofold.events.Envelope;
import io.twofold.events.EventJson;
import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.FakeTwilio;
import io.twofold.gateway.outside.FakeTwilio.Conduct;
import io.twofold.gateway.outside.FakeTwilio.Handed;
import io.twofold.gateway.outside.Gateway;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.testing.Outages;
import io.twofold.testing.TopicRecord;
import io.twofold.testing.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@GatewayTest
class DeliveringACode {

    @Test
    void aTextReachesTheProviderAndIsFollowedToThePhone() {
        CodeRequest request = CodeRequest.text().publish();

        Handed handed = awaitTaken(request);
        assertThat(handed.form())
                .containsEntry("From", FakeTwilio.FROM)
                .containsEntry(
                        "Body",
                        request.code()
                                + " is your Twofold sign-in code. Don't share it with anyone. We will never ask you"
                                + " for it.\n\n@localhost #" + request.code());
        assertThat(Integer.parseInt(handed.form().getOrDefault("ValidityPeriod", "0")))
                .isBetween(500, 600);
        awaitState(request, "sent");
        assertThat(FakeTwilio.report(handed, "delivered")).isEqualTo(204);
        awaitState(request, "delivered");
        eventually()
                .untilAsserted(() -> assertThat(eventsOf(request)).containsExactly("MessageSent", "MessageDelivered"));

        TopicRecord sent = recordsOf(request).getFirst();
        assertThat(sent.key()).isEqualTo(idOf(request));
        assertThat(sent.header("ce_accountid")).isNull();
        assertThat(sent.value())
                .contains("\"provider\":\"twilio\"", "\"country\":\"US\"", request.challengeId(), "\"send\":1")
                .doesNotContain(request.code(), request.number());
    }

    @Test
    void itsFactsArePublishedUnderTheAccountsKey() {
        String account = UUID.randomUUID().toString();
        CodeRequest request = CodeRequest.text().of(account).publish();
        FakeTwilio.report(awaitTaken(request), "delivered");

        eventually()
                .untilAsserted(() -> assertThat(recordsOf(request)).hasSize(2).allSatisfy(record -> {
                    assertThat(record.key()).isEqualTo(account);
                    assertThat(record.header("ce_accountid")).isEqualTo(account);
                }));
    }

    @Test
    void theAttemptTellsWhatItTook() {
        CodeRequest request = CodeRequest.text().publish();
        awaitState(request, "sent");

        var delivery = deliveriesOf(request);
        assertThat(delivery.getList("deliveries")).hasSize(1);
        assertThat(delivery.getString("deliveries[0].attempts[0].provider")).isEqualTo("twilio");
        assertThat(delivery.getString("deliveries[0].attempts[0].outcome")).isEqualTo("taken");
        assertThat(delivery.getInt("deliveries[0].attempts[0].segments")).isEqualTo(1);
        assertThat(delivery.getString("deliveries[0].attempts[0].endedAt")).isNotNull();
    }

    @Test
    void aJapaneseTextArrivesAsItWasWritten() {
        CodeRequest request = CodeRequest.text().in("ja-JP").publish();

        assertThat(awaitTaken(request).form().getOrDefault("Body", ""))
                .startsWith("Twofoldのサインインコード：" + request.code() + "。誰にも教えないでください。");
    }

    @Test
    void aCallSaysTheCodeTwice() {
        CodeRequest request = CodeRequest.text().asCall().in("de").publish();

        Handed handed = awaitTaken(request);
        assertThat(handed.list()).isEqualTo("Calls");
        assertThat(handed.form().getOrDefault("Twiml", "").split(request.code(), -1))
                .hasSize(3);
        assertThat(handed.form().getOrDefault("Twiml", ""))
                .contains("<Say language=\"de-DE\" voice=\"Polly.Vicki\">Guten Tag.");
        FakeTwilio.report(handed, "initiated");
        awaitState(request, "sent");
        FakeTwilio.report(handed, "no-answer");
        awaitState(request, "undelivered");
        assertThat(deliveriesOf(request).getString("deliveries[0].reason")).isEqualTo("no_answer");
        eventually()
                .untilAsserted(
                        () -> assertThat(eventsOf(request)).containsExactly("MessageSent", "MessageUndelivered"));
    }

    @Test
    void copiesOfARequestAreOneMessage() {
        // Of one account: in one partition, so that what comes later has been read later.
        String account = UUID.randomUUID().toString();
        CodeRequest request = CodeRequest.text().of(account).publish();
        awaitState(request, "sent");
        Topics.read("otp.deliveries").about(request.challengeId()).forEach(Topics::publishAgain);
        request.publish();

        CodeRequest later = CodeRequest.text().of(account).publish();
        awaitState(later, "sent");
        assertThat(FakeTwilio.requestsFor(request.number())).isEqualTo(1);
        assertThat(deliveriesOf(request).getList("deliveries")).hasSize(1);
    }

    @Test
    void aCodeThatIsWorthlessIsNotSent() {
        CodeRequest request =
                CodeRequest.text().expiringIn(Duration.ofSeconds(-1)).publish();

        awaitState(request, "expired");
        eventually().untilAsserted(() -> assertThat(eventsOf(request)).containsExactly("DeliveryFailed"));
        assertThat(FakeTwilio.requestsFor(request.number())).isZero();
    }

    @Test
    void anOlderSendNotYetTakenIsDroppedForANewerOne() {
        CodeRequest older = CodeRequest.text();
        FakeTwilio.towards(older.number(), Conduct.REFUSE_FOR_AN_HOUR, Conduct.TAKE);
        older.publish();
        eventually().until(() -> FakeTwilio.requestsFor(older.number()) == 1);
        CodeRequest newer = older.again().publish();

        awaitState(newer, "sent");
        awaitState(older, "expired");
        assertThat(deliveriesOf(older).getString("deliveries[0].reason")).isEqualTo("superseded");
        assertThat(awaitTaken(newer).form().getOrDefault("Body", "")).startsWith(newer.code());
    }

    @Test
    void aWithdrawnSendIsDropped() {
        CodeRequest request = CodeRequest.text();
        FakeTwilio.towards(request.number(), Conduct.REFUSE_FOR_AN_HOUR);
        request.publish();
        awaitState(request, "queued");
        request.withdraw();

        awaitState(request, "expired");
        assertThat(deliveriesOf(request).getString("deliveries[0].reason")).isEqualTo("withdrawn");
        assertThat(FakeTwilio.takenFor(request.number())).isEmpty();
    }

    @Test
    void numberAndCodeAreSealedWhileNeededAndGoneAfterwards() {
        CodeRequest waiting = CodeRequest.text();
        FakeTwilio.towards(waiting.number(), Conduct.REFUSE_FOR_AN_HOUR);
        waiting.publish();
        awaitState(waiting, "queued");
        String number = waiting.number().substring(2);
        assertThat(rowOf(waiting)).doesNotContain("\"" + waiting.code() + "\"", "," + waiting.code() + ",", number);
        // A row's text shows bytes in hexadecimal; here they are as they are.
        assertThat(contentOf(waiting))
                .asInstanceOf(type(byte[].class))
                .satisfies(bytes -> assertThat(new String(bytes, ISO_8859_1)).doesNotContain(waiting.code(), number));

        waiting.withdraw();
        awaitState(waiting, "expired");
        assertThat(contentOf(waiting)).isNull();

        CodeRequest sent = CodeRequest.text().publish();
        awaitState(sent, "sent");
        assertThat(contentOf(sent)).isNull();
    }

    @Test
    void whatCanNotBeOpenedGoesToTheDeadLettersAndTheRestGoesOn() {
        CodeRequest foreign = CodeRequest.text().publish("AAAA");
        CodeRequest moved = CodeRequest.text();
        moved.publish(moved.seal("{\"destination\":\"" + moved.number() + "\",\"code\":\"123456\"}", 2));
        CodeRequest empty = CodeRequest.text();
        empty.publish(empty.seal("{}", 1));
        CodeRequest good = CodeRequest.text().publish();

        awaitState(good, "sent");
        for (CodeRequest poison : new CodeRequest[] {foreign, moved, empty}) {
            eventually()
                    .untilAsserted(() -> assertThat(Topics.read("otp.deliveries.sms-gateway-service.dead-letter")
                                    .about(poison.challengeId()))
                            .hasSize(1));
            assertThat(deliveriesOf(poison).getList("deliveries")).isEmpty();
        }
    }

    @Test
    void aCopyThatCanNoLongerBeOpenedIsACopyAllTheSame() {
        String account = UUID.randomUUID().toString();
        UUID event = UUID.randomUUID();
        CodeRequest request = CodeRequest.text().of(account).publishAs(event);
        awaitState(request, "sent");

        request.publishAs(event, "AAAA");
        CodeRequest next = CodeRequest.text().of(account).publish();

        awaitState(next, "sent");
        assertThat(Topics.read("otp.deliveries.sms-gateway-service.dead-letter").about(request.challengeId()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ce_time, yesterday", "ce_source, no address", "ce_source,", "ce_dataschema, no address"})
    void aBrokenEnvelopeHoldsNobodyUp(String header, @Nullable String value) {
        String account = UUID.randomUUID().toString();
        CodeRequest.text().of(account).publishWith(header, value);
        CodeRequest good = CodeRequest.text().of(account).publish();

        awaitState(good, "sent");
    }

    @Test
    void aDeletedAccountsDeliveriesAreErasedAndNotSent() {
        String account = UUID.randomUUID().toString();
        CodeRequest waiting = CodeRequest.text().of(account);
        FakeTwilio.towards(waiting.number(), Conduct.REFUSE_FOR_AN_HOUR);
        waiting.publish();
        CodeRequest sent = CodeRequest.text().of(account).publish();
        awaitState(waiting, "queued");
        awaitState(sent, "sent");

        AccountDeleted event = new AccountDeleted(Instant.now());
        Envelope<AccountDeleted> envelope =
                Envelope.of(UUID.randomUUID().toString(), account, account, Instant.now(), 9, null, event);
        Topics.publish(
                "identity.events",
                envelope.key(),
                CloudEventHeaders.of(envelope),
                new String(EventJson.write(event), UTF_8));

        eventually().untilAsserted(() -> {
            assertThat(deliveriesOf(waiting).getList("deliveries")).isEmpty();
            assertThat(deliveriesOf(sent).getList("deliveries")).isEmpty();
        });
        assertThat(FakeTwilio.report(FakeTwilio.takenFor(sent.number()).getFirst(), "delivered"))
                .isEqualTo(204);
    }

    @Test
    void requestsWaitWhileTheDatabaseIsAway() {
        CodeRequest request = CodeRequest.text();
        try (var outage = Outages.database(Gateway.DATABASE)) {
            assertThat(outage).isNotNull();
            request.publish();
        }

        eventually().ignoreExceptions().until(() -> "sent".equals(Gateway.stateOf(request)));
        assertThat(FakeTwilio.requestsFor(request.number())).isEqualTo(1);
    }

    private static String rowOf(CodeRequest request) {
        return String.valueOf(value("select d::text from delivery d where challenge_id = ?", request.challengeId()));
    }

    private static @Nullable Object contentOf(CodeRequest request) {
        return value("select content from delivery where challenge_id = ?", request.challengeId());
    }
}
