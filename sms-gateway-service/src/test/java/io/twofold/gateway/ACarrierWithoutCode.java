package io.twofold.gateway;

import static io.restassured.RestAssured.given;
import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.deliveriesOf;
import static io.twofold.gateway.outside.Gateway.eventually;
import static io.twofold.gateway.outside.Gateway.stateOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.FakeVillage;
import io.twofold.gateway.outside.Gateway;
import io.twofold.gateway.outside.NoDatabase;
import io.twofold.gateway.outside.Rubbish;
import io.twofold.gateway.outside.Spans;
import io.twofold.testing.Infrastructure;
import io.twofold.testing.TokenAuthority;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole service with a carrier from configuration, and without Twilio. */
@QuarkusTest
@WithTestResource(TokenAuthority.class)
@WithTestResource(FakeVillage.class)
@WithTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "database", value = Gateway.DATABASE),
            @ResourceArg(
                    name = "topics",
                    value = "otp.deliveries, identity.events, otp.events, sms-gateway.events,"
                            + "otp.deliveries.sms-gateway-service.dead-letter,"
                            + "identity.events.sms-gateway-service.dead-letter")
        })
class ACarrierWithoutCode {

    @Inject
    MeterRegistry meters;

    @Inject
    AgroalDataSource database;

    @Test
    void takesACodeAndSaysThatItArrived() {
        CodeRequest request = aSentText();
        JsonNode taken = FakeVillage.takenFor(request.number()).getFirst();
        assertThat(taken.path("text").asText()).contains(request.code());
        assertThat(taken.path("callback").asText())
                .isEqualTo("https://gateway.example.org/v1/webhooks/village/receipts");

        assertThat(FakeVillage.report(receipt(taken, "arrived"))).isEqualTo(204);
        assertThat(stateOf(request)).isEqualTo("delivered");
        assertThat(deliveriesOf(request).getString("deliveries[0].attempts[0].provider"))
                .isEqualTo("village");
    }

    @Test
    void whatItLeftWithoutAnAnswerIsSettledByItsReceipt() {
        CodeRequest request = aTextTo('9').publish();
        awaitState(request, "unknown");
        JsonNode taken = FakeVillage.takenFor(request.number()).getFirst();
        String echo = "{\"id\":\"" + FakeVillage.idOf(taken) + "\",\"reference\":\""
                + taken.path("reference").asText() + "\",\"status\":\"lost\",\"why\":\"Phone off\"}";

        assertThat(FakeVillage.report(echo)).isEqualTo(204);

        assertThat(stateOf(request)).isEqualTo("undelivered");
        assertThat(deliveriesOf(request).getString("deliveries[0].reason")).isEqualTo("phone_off");
        assertThat(FakeVillage.takenFor(request.number())).hasSize(1);
    }

    @Test
    void aForgedReceiptIs403AndChangesNothing() {
        CodeRequest request = aSentText();
        String receipt = receipt(FakeVillage.takenFor(request.number()).getFirst(), "arrived");
        String good = FakeVillage.sign(receipt);

        for (String signature : new String[] {"", "zz", good.substring(2), "0".repeat(64), FakeVillage.sign("{}")}) {
            assertThat(FakeVillage.post(receipt, signature)).isEqualTo(403);
        }
        assertThat(FakeVillage.post(receipt.replace("arrived", "lost"), good)).isEqualTo(403);
        given().body(receipt)
                .post("/v1/webhooks/village/receipts")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("forbidden"));
        given().post("/v1/webhooks/village/receipts").then().statusCode(403);
        assertThat(stateOf(request)).isEqualTo("sent");
    }

    @Test
    void copiesAtTheSameMomentAndLateOnesDoNoHarm() throws Exception {
        CodeRequest request = aSentText();
        JsonNode taken = FakeVillage.takenFor(request.number()).getFirst();
        String arrived = receipt(taken, "arrived");
        int copies = 32;
        CyclicBarrier start = new CyclicBarrier(copies);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, copies)
                    .<Callable<Integer>>mapToObj(_ -> () -> {
                        start.await();
                        return FakeVillage.report(arrived);
                    })
                    .toList());
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(204);
            }
        }
        assertThat(FakeVillage.report(receipt(taken, "lost"))).isEqualTo(204);
        assertThat(stateOf(request)).isEqualTo("delivered");
    }

    @Test
    void aReceiptOfOneMessageIsNothingToAnother() {
        CodeRequest first = aSentText();
        CodeRequest second = aSentText();
        JsonNode ofFirst = FakeVillage.takenFor(first.number()).getFirst();
        JsonNode ofSecond = FakeVillage.takenFor(second.number()).getFirst();
        String crossed = "{\"id\":\"" + FakeVillage.idOf(ofFirst) + "\",\"reference\":\""
                + ofSecond.path("reference").asText() + "\",\"status\":\"arrived\"}";

        assertThat(FakeVillage.report(crossed)).isEqualTo(204);
        assertThat(stateOf(first)).isEqualTo("sent");
        assertThat(stateOf(second)).isEqualTo("sent");
    }

    @Test
    void unsignedReceiptsAreRefusedWithoutTheDatabaseAndWithoutALine() throws SQLException {
        try (NoDatabase _ = new NoDatabase(database)) {
            Rubbish.Outcome outcome =
                    Rubbish.flood(1500, "/v1/webhooks/village/receipts", "X-Signature", "0".repeat(64));

            assertThat(outcome.statuses()).isEqualTo(Map.of(403, 1500));
            assertThat(outcome.lines()).hasSizeLessThan(150);
            assertThat(FakeVillage.report("{\"id\":\"x\",\"status\":\"arrived\"}"))
                    .as("what is signed does need it")
                    .isEqualTo(503);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "{\"id\":\"x\",\"status\":\"odd\"}",
                "{\"id\":\"x\\u0000\",\"status\":\"arrived\"}",
                "{\"id\":\"\\ud800\",\"status\":\"arrived\"}",
                "\u0000",
                "[[[[[["
            })
    void aSignedBodyThatSaysNothingIs204AndCounted(String body) {
        double before = receipts("ignored");
        assertThat(FakeVillage.report(body)).isEqualTo(204);
        assertThat(receipts("ignored")).isEqualTo(before + 1);
    }

    @Test
    void forAMessageThatNobodyKnowsItIs204AndCounted() {
        double before = receipts("unknown");
        assertThat(FakeVillage.report("{\"id\":\"" + UUID.randomUUID() + "\",\"status\":\"arrived\"}"))
                .isEqualTo(204);
        assertThat(receipts("unknown")).isEqualTo(before + 1);
    }

    @Test
    void ofManyInOneBodyEachIsTaken() {
        List<CodeRequest> requests =
                Stream.generate(ACarrierWithoutCode::aSentText).limit(3).toList();
        Stream<String> known = requests.stream()
                .map(request -> receipt(FakeVillage.takenFor(request.number()).getFirst(), "arrived"));
        Stream<String> unknown = Stream.generate(() -> "{\"id\":\"" + UUID.randomUUID() + "\",\"status\":\"arrived\"}")
                .limit(20);
        double applied = receipts("applied");
        double lost = receipts("unknown");

        assertThat(FakeVillage.report(Stream.concat(unknown, known).toList().toString()))
                .isEqualTo(204);

        requests.forEach(request -> assertThat(stateOf(request)).isEqualTo("delivered"));
        assertThat(receipts("applied")).isEqualTo(applied + 3);
        assertThat(receipts("unknown")).isEqualTo(lost + 20);
    }

    @Test
    void otherProvidersAreNotHere() {
        given().post("/v1/webhooks/town/receipts").then().statusCode(404);
        given().header("X-Twilio-Signature", "AAAA")
                .post("/v1/webhooks/twilio/messages/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
        given().auth()
                .oauth2(Gateway.token("operator", "gateway-admin"))
                .get("/v1/providers")
                .then()
                .body("providers.id", equalTo(List.of("understudy", "village")));
    }

    @Test
    void itsNumbersAreInNoTraceAndNoMetric() {
        CodeRequest request = aSentText();
        String digits = request.number().substring(1);
        assertThat(Spans.ended()).noneMatch(span -> span.contains(digits) || span.contains(request.code()));
        assertThat(meters.getMeters())
                .noneMatch(meter -> meter.getId().getTags().toString().contains(digits));
    }

    private double receipts(String outcome) {
        return meters.counter("twofold.gateway.receipts", "provider", "village", "outcome", outcome)
                .count();
    }

    private static String receipt(JsonNode taken, String status) {
        return "{\"id\":\"" + FakeVillage.idOf(taken) + "\",\"status\":\"" + status + "\"}";
    }

    private static CodeRequest aSentText() {
        CodeRequest request = aTextTo('7').publish();
        eventually().until(() -> FakeVillage.takenFor(request.number()).size() == 1);
        awaitState(request, "sent");
        return request;
    }

    private static CodeRequest aTextTo(char last) {
        CodeRequest request = CodeRequest.text();
        while (request.number().charAt(request.number().length() - 1) != last) {
            request = CodeRequest.text();
        }
        return request;
    }
}
