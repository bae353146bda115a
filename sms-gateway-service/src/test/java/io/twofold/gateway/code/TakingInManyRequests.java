package io.twofold.gateway.code;

import static io.twofold.gateway.outside.Gateway.awaitAnHourWithRoom;
import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.awaitTaken;
import static io.twofold.gateway.outside.Gateway.deliveriesOf;
import static io.twofold.gateway.outside.Gateway.eventually;
import static io.twofold.gateway.outside.Gateway.recordsOf;
import static io.twofold.gateway.outside.Gateway.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.FakeTwilio;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.testing.Topics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@GatewayTest
class TakingInManyRequests {

    @Inject
    CodeDeliveries codeDeliveries;

    @Test
    void takesOneTransaction() {
        List<CodeRequest> requests =
                Stream.generate(CodeRequest::text).limit(20).toList();
        List<ConsumerRecord<String, byte[]>> records =
                requests.stream().map(CodeRequest::asRecord).toList();
        take(records);

        assertThat(value("select count(*) from inbox where event_id = any (?)", (Object) idsOf(records)))
                .isEqualTo(20L);
        assertThat(transactionsOf(records)).isEqualTo(1L);
        requests.forEach(request -> awaitState(request, "sent"));
        assertThat(requests)
                .allSatisfy(request ->
                        assertThat(FakeTwilio.requestsFor(request.number())).isEqualTo(1));
    }

    @Test
    void dropsWhatIsWithdrawnInTheSameGo() {
        CodeRequest withdrawn = CodeRequest.text();
        CodeRequest other = CodeRequest.text();
        take(List.of(withdrawn.asRecord(), other.asRecord(), withdrawn.asWithdrawal()));

        awaitState(other, "sent");
        awaitState(withdrawn, "expired");
        assertThat(deliveriesOf(withdrawn).getString("deliveries[0].reason")).isEqualTo("withdrawn");
        assertThat(FakeTwilio.requestsFor(withdrawn.number())).isZero();
    }

    @Test
    void sendsTheNewestOfAChallenge() {
        CodeRequest oldest = CodeRequest.text();
        CodeRequest middle = oldest.again();
        CodeRequest newest = middle.again();
        take(List.of(oldest.asRecord(), middle.asRecord(), middle.asWithdrawal(), newest.asRecord()));

        assertThat(awaitTaken(newest).form().getOrDefault("Body", "")).startsWith(newest.code());
        awaitState(newest, "sent");
        awaitState(middle, "expired");
        awaitState(oldest, "expired");
        assertThat(FakeTwilio.requestsFor(newest.number())).isEqualTo(1);
    }

    @Test
    void takesACopyOnce() {
        CodeRequest request = CodeRequest.text();
        ConsumerRecord<String, byte[]> record = request.asRecord();
        CodeRequest other = CodeRequest.text();
        take(List.of(record, copyOf(record), other.asRecord()));
        take(List.of(copyOf(record), CodeRequest.text().asRecord()));

        awaitState(request, "sent");
        awaitState(other, "sent");
        assertThat(deliveriesOf(request).getList("deliveries")).hasSize(1);
        assertThat(FakeTwilio.requestsFor(request.number())).isEqualTo(1);
    }

    @Test
    void isNotHeldUpByOneThatCanNotBeOpened() {
        CodeRequest before = CodeRequest.text();
        CodeRequest poison = CodeRequest.text();
        CodeRequest after = CodeRequest.text();
        take(List.of(before.asRecord(), poison.asRecord("AAAA"), after.asRecord()));

        awaitState(before, "sent");
        awaitState(after, "sent");
        eventually()
                .untilAsserted(() -> assertThat(Topics.read("otp.deliveries.sms-gateway-service.dead-letter")
                                .about(poison.challengeId()))
                        .hasSize(1));
        assertThat(deliveriesOf(poison).getList("deliveries")).isEmpty();
    }

    /** Two messages a day go to the Faroe Islands. */
    @Test
    void whatIsTooLateTakesNothingFromTheOthers() {
        awaitAnHourWithRoom();
        List<CodeRequest> late = Stream.of("+298211234", "+298211235", "+298211236")
                .map(number -> CodeRequest.text().to(number).expiringIn(Duration.ZERO))
                .toList();
        List<CodeRequest> inTime = Stream.of("+298211237", "+298211238", "+298211239")
                .map(number -> CodeRequest.text().to(number))
                .toList();
        take(Stream.concat(late.stream(), inTime.stream())
                .map(CodeRequest::asRecord)
                .toList());

        awaitState(inTime.get(0), "sent");
        awaitState(inTime.get(1), "sent");
        awaitState(inTime.get(2), "failed");
        late.forEach(request -> awaitState(request, "expired"));
    }

    /** Two messages a day go to Greenland. */
    @Test
    void norDoesACopy() {
        awaitAnHourWithRoom();
        ConsumerRecord<String, byte[]> record =
                CodeRequest.text().to("+299221234").asRecord();
        take(List.of(record, CodeRequest.text().asRecord()));
        CodeRequest other = CodeRequest.text().to("+299221235");
        CodeRequest beyond = CodeRequest.text().to("+299221236");
        take(List.of(copyOf(record), copyOf(record), other.asRecord(), beyond.asRecord()));

        awaitState(other, "sent");
        awaitState(beyond, "failed");
    }

    /** Two messages a day go to Andorra. */
    @Test
    void whereABudgetIsUsedUpTheOthersGoOnTogether() {
        awaitAnHourWithRoom();
        List<CodeRequest> toAndorra = Stream.of("+376312345", "+376312346", "+376312347", "+376312348")
                .map(number -> CodeRequest.text().to(number))
                .toList();
        take(toAndorra.subList(0, 3).stream().map(CodeRequest::asRecord).toList());
        awaitState(toAndorra.get(2), "failed");

        List<ConsumerRecord<String, byte[]>> records = Stream.concat(
                        Stream.of(toAndorra.get(3)),
                        Stream.generate(CodeRequest::text).limit(5))
                .map(CodeRequest::asRecord)
                .toList();
        take(records);
        awaitState(toAndorra.get(3), "failed");
        assertThat(transactionsOf(records)).isEqualTo(1L);
    }

    @Test
    void whatFollowsBelongsToTheTraceOfItsRequest() {
        CodeRequest late = CodeRequest.text().expiringIn(Duration.ZERO);
        String trace = "0af7651916cd43dd8448eb211c80319c";
        ConsumerRecord<String, byte[]> record = late.asRecord();
        record.headers().add("traceparent", ("00-" + trace + "-b7ad6b7169203331-01").getBytes(UTF_8));
        take(List.of(CodeRequest.text().asRecord(), record));

        eventually().untilAsserted(() -> assertThat(recordsOf(late)).hasSize(1));
        assertThat(recordsOf(late).getFirst().header("traceparent")).contains(trace);
    }

    private static @Nullable Object transactionsOf(List<ConsumerRecord<String, byte[]>> records) {
        return value("select count(distinct xmin::text) from inbox where event_id = any (?)", (Object) idsOf(records));
    }

    private static String[] idsOf(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .map(record -> new String(record.headers().lastHeader("ce_id").value(), UTF_8))
                .toArray(String[]::new);
    }

    private static ConsumerRecord<String, byte[]> copyOf(ConsumerRecord<String, byte[]> record) {
        var copy = new ConsumerRecord<>(record.topic(), 0, 0, record.key(), record.value());
        record.headers().forEach(copy.headers()::add);
        return copy;
    }

    private void take(List<ConsumerRecord<String, byte[]>> records) {
        codeDeliveries.consume(
                new ConsumerRecords<>(Map.of(new TopicPartition("otp.deliveries", 0), records), Map.of()));
    }
}
