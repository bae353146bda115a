package io.twofold.gateway;

import static io.restassured.RestAssured.given;
import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.awaitTaken;
import static io.twofold.gateway.outside.Gateway.deliveriesOf;
import static io.twofold.gateway.outside.Gateway.eventsOf;
import static io.twofold.gateway.outside.Gateway.eventually;
import static io.twofold.gateway.outside.Gateway.stateOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.FakeTwilio;
import io.twofold.gateway.outside.FakeTwilio.Handed;
import io.twofold.gateway.outside.GatewayTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class ReceivingAReceipt {

    @Test
    void aForgedOneIs403AndChangesNothing() {
        CodeRequest request = aSentText();
        Handed handed = FakeTwilio.takenFor(request.number()).getFirst();
        Map<String, String> form = FakeTwilio.receipt(handed, "delivered");

        String ofOther = FakeTwilio.sign(handed.callback(), FakeTwilio.receipt(handed, "sent"));
        String overOurAddress = FakeTwilio.sign(
                handed.callback().replace("https://gateway.example.org", "http://localhost:8083"), form);
        for (String signature : new String[] {"", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", ofOther, overOurAddress}) {
            assertThat(FakeTwilio.post(handed, form, signature)).isEqualTo(403);
        }
        assertThat(stateOf(request)).isEqualTo("sent");
    }

    /** A short body is there with its head; a longer one, or one in pieces, has to be waited for. */
    @ParameterizedTest
    @ValueSource(ints = {100, 12_000, 16_384})
    void aLongForgedOneIsRefusedForItsSignature(int length) throws IOException, InterruptedException {
        assertThat(post(BodyPublishers.ofString("x".repeat(length)))).isEqualTo(403);
        assertThat(post(inPieces(length))).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(ints = {16_385, 100_000})
    void oneThatIsTooLongIsRefusedForThat(int length) throws IOException, InterruptedException {
        assertThat(post(BodyPublishers.ofString("x".repeat(length)))).isEqualTo(413);
        assertThat(post(inPieces(length))).isEqualTo(413);
    }

    private static BodyPublisher inPieces(int length) {
        return BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream("x".repeat(length).getBytes(UTF_8)));
    }

    private static int post(BodyPublisher body) throws IOException, InterruptedException {
        String gateway = ConfigProvider.getConfig().getValue("test.url", String.class);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(gateway + "/v1/webhooks/twilio/messages/" + UUID.randomUUID()))
                    .header("X-Twilio-Signature", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")
                    .POST(body)
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void withoutASignatureItIsAProblem() {
        given().contentType("application/json")
                .body("{\"MessageStatus\":\"delivered\"}")
                .post("/v1/webhooks/twilio/messages/" + UUID.randomUUID())
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("forbidden"));
        given().post("/v1/webhooks/twilio/calls/x").then().statusCode(403);
        given().header("X-Twilio-Signature", "AAAA")
                .contentType("application/x-www-form-urlencoded")
                .body("%zz=1&&=&a")
                .post("/v1/webhooks/twilio/messages/" + UUID.randomUUID())
                .then()
                .statusCode(403);
        given().post("/v1/webhooks/nobody/messages/x").then().statusCode(404);
    }

    @Test
    void inJsonIsTakenIfItsHashIsSigned() {
        CodeRequest request = aSentText();
        Handed handed = FakeTwilio.takenFor(request.number()).getFirst();
        String body = "{\"MessageSid\":\"" + handed.sid() + "\",\"MessageStatus\":\"undelivered\",\"ErrorCode\":30003}";
        String forged = body.replace("undelivered", "delivered");

        assertThat(FakeTwilio.postJson(handed, body, forged)).isEqualTo(403);
        assertThat(stateOf(request)).isEqualTo("sent");
        assertThat(FakeTwilio.postJson(handed, body, body)).isEqualTo(204);
        assertThat(stateOf(request)).isEqualTo("undelivered");
        assertThat(deliveriesOf(request).getString("deliveries[0].reason")).isEqualTo("phone_unreachable");
    }

    @Test
    void forAMessageThatNobodyKnowsItIs204() {
        for (String id : new String[] {UUID.randomUUID().toString(), "not-an-id"}) {
            String callback = FakeTwilio.PUBLIC_ADDRESS + "/v1/webhooks/twilio/messages/" + id;
            Map<String, String> form = Map.of("MessageSid", "SM1", "MessageStatus", "delivered");
            assertThat(FakeTwilio.post(callback, form, FakeTwilio.sign(callback, form)))
                    .isEqualTo(204);
        }
    }

    @Test
    void withAnIdThatNobodyCanKeepItIs204AndChangesNothing() {
        CodeRequest request = aSentText();
        Handed handed = FakeTwilio.takenFor(request.number()).getFirst();

        for (String sid : List.of("SM\u0000", handed.sid() + "\u0000", "S".repeat(10_000), " ")) {
            assertThat(FakeTwilio.report(handed, "delivered", "MessageSid", sid))
                    .isEqualTo(204);
        }
        assertThat(stateOf(request)).isEqualTo("sent");
    }

    @Test
    void ofAnotherMessageItChangesNothing() {
        CodeRequest request = aSentText();
        Handed handed = FakeTwilio.takenFor(request.number()).getFirst();

        assertThat(FakeTwilio.report(handed, "delivered", "MessageSid", "SM0000"))
                .isEqualTo(204);
        assertThat(FakeTwilio.report(handed, "a-status-made-later")).isEqualTo(204);
        assertThat(stateOf(request)).isEqualTo("sent");
    }

    @Test
    void ofAMessageThatIsAnotherDeliverysItChangesNothing() {
        Handed other = FakeTwilio.takenFor(aSentText().number()).getFirst();
        CodeRequest unknown = CodeRequest.text();
        FakeTwilio.towards(unknown.number(), FakeTwilio.Conduct.TAKE_AND_HIDE);
        unknown.publish();
        awaitState(unknown, "unknown");
        Handed handed = FakeTwilio.takenFor(unknown.number()).getFirst();

        assertThat(FakeTwilio.report(handed, "delivered", "MessageSid", other.sid()))
                .isEqualTo(204);

        assertThat(stateOf(unknown)).isEqualTo("unknown");
        FakeTwilio.report(handed, "delivered");
        awaitState(unknown, "delivered");
    }

    @Test
    void whyItDidNotArriveIsTold() {
        CodeRequest request = aSentText();
        FakeTwilio.report(FakeTwilio.takenFor(request.number()).getFirst(), "undelivered", "ErrorCode", "30003");

        assertThat(stateOf(request)).isEqualTo("undelivered");
        assertThat(deliveriesOf(request).getString("deliveries[0].reason")).isEqualTo("phone_unreachable");
    }

    @Test
    void lateAndContradictingOnesNeverMoveItBackwards() {
        CodeRequest request = aSentText();
        Handed handed = FakeTwilio.takenFor(request.number()).getFirst();

        for (String status : List.of("delivered", "sent", "queued", "undelivered", "delivered", "failed")) {
            assertThat(FakeTwilio.report(handed, status)).isEqualTo(204);
            assertThat(stateOf(request)).isEqualTo("delivered");
        }
        eventually()
                .untilAsserted(() -> assertThat(eventsOf(request)).containsExactly("MessageSent", "MessageDelivered"));
    }

    @Test
    void copiesAtTheSameMomentAreOneFact() throws Exception {
        CodeRequest request = aSentText();
        Handed handed = FakeTwilio.takenFor(request.number()).getFirst();
        int copies = 32;
        CyclicBarrier start = new CyclicBarrier(copies);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> reports = IntStream.range(0, copies)
                    .<Callable<Integer>>mapToObj(_ -> () -> {
                        start.await();
                        return FakeTwilio.report(handed, "delivered");
                    })
                    .toList();
            for (Future<Integer> answer : threads.invokeAll(reports)) {
                assertThat(answer.get()).isEqualTo(204);
            }
        }

        CodeRequest later = aSentText();
        eventually().untilAsserted(() -> assertThat(eventsOf(later)).isNotEmpty());
        assertThat(eventsOf(request)).containsExactly("MessageSent", "MessageDelivered");
    }

    private static CodeRequest aSentText() {
        CodeRequest request = CodeRequest.text().publish();
        awaitTaken(request);
        awaitState(request, "sent");
        return request;
    }
}
