package io.twofold.simulator;

import static io.twofold.simulator.World.aNumber;
import static io.twofold.simulator.World.json;
import static io.twofold.simulator.World.textForm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.simulator.http.Form;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Misbehaving {

    @RegisterExtension
    static final World WORLD = new World();

    @Test
    void slowTakesTheMessageThoughTheClientGaveUp() {
        WORLD.behave("twilio", "{\"mode\":\"slow\",\"delayMs\":60000}");
        String number = aNumber();
        HttpRequest request = WORLD.toTwilio("Messages.json")
                .timeout(Duration.ofSeconds(3))
                .POST(BodyPublishers.ofString(Form.encode(textForm(number, "012345", Map.of()))))
                .build();

        try (HttpClient impatient = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> impatient.send(request, BodyHandlers.discarding()))
                    .isInstanceOf(HttpTimeoutException.class);
            impatient.shutdownNow();
        }

        await().untilAsserted(() -> assertThat(WORLD.messagesOf(number)).hasSize(1));
        assertThat(WORLD.count("twilio", "accepted")).isEqualTo(1);
    }

    @Test
    void slowAnswersInTheEnd() {
        WORLD.behave("twilio", "{\"mode\":\"slow\",\"delayMs\":150}");
        long before = System.nanoTime();

        WORLD.text(aNumber(), "012345", Map.of());

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }

    @Test
    void failTakesNothingAndTellsNothing() {
        String number = aNumber();
        String sid = WORLD.text(number, "before", Map.of()).path("sid").asText();
        WORLD.behave("twilio", "{\"mode\":\"fail\"}");

        List<HttpResponse<String>> answers = List.of(
                WORLD.postToTwilio("Messages.json", textForm(number, "during", Map.of())),
                WORLD.postToTwilio("Calls.json", Map.of("To", number)),
                WORLD.getFromTwilio("Messages.json"),
                WORLD.getFromTwilio("Messages/" + sid + ".json"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(json(answer).path("code").asInt()).isEqualTo(20503);
        });
        assertThat(WORLD.messagesOf(number)).hasSize(1);
        assertThat(WORLD.count("twilio", "failed")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"20429, 429", "20500, 500", "20503, 503", "20003, 401"})
    void failHasManyFaces(int code, int status) {
        WORLD.behave("twilio", "{\"mode\":\"fail\",\"errorCode\":" + code + "}");

        HttpResponse<String> answer = WORLD.postToTwilio("Messages.json", textForm(aNumber(), "012345", Map.of()));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("code").asInt()).isEqualTo(code);
    }

    @Test
    void rejectNamesTheNumberWithoutItsEnd() {
        String number = aNumber();
        WORLD.behave("twilio", "{\"mode\":\"reject\"}");

        HttpResponse<String> answer = WORLD.postToTwilio("Messages.json", textForm(number, "012345", Map.of()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("code").asInt()).isEqualTo(21211);
        assertThat(json(answer).path("message").asText())
                .isEqualTo("Invalid 'To' Phone Number: " + number.substring(0, number.length() - 4) + "XXXX");
        assertThat(WORLD.messagesOf(number)).isEmpty();
        assertThat(WORLD.count("twilio", "refused")).isEqualTo(1);
    }

    @Test
    void rejectCanNameAnotherReason() {
        WORLD.behave("twilio", "{\"mode\":\"reject\",\"errorCode\":21610}");

        HttpResponse<String> answer = WORLD.postToTwilio("Messages.json", textForm(aNumber(), "012345", Map.of()));

        assertThat(json(answer).path("code").asInt()).isEqualTo(21610);
    }

    @Test
    void rejectWithADeliveryErrorReportsItUndelivered() throws IOException {
        WORLD.behave("twilio", "{\"mode\":\"reject\",\"errorCode\":30005}");
        String number = aNumber();
        try (Listener listener = new Listener()) {
            WORLD.text(number, "012345", Map.of("StatusCallback", listener.url("/")));

            List<Listener.Heard> heard = listener.hears(3);
            assertThat(heard)
                    .extracting(receipt -> receipt.value("MessageStatus"))
                    .containsExactly("queued", "sent", "undelivered");
            assertThat(heard.getLast().value("ErrorCode")).isEqualTo("30005");
            assertThat(WORLD.messagesOf(number)).isEmpty();
        }
    }

    @Test
    void loseSaysItTookTheMessageAndNothingMore() throws IOException {
        String lost = aNumber();
        String next = aNumber();
        WORLD.behave("twilio", "{\"mode\":\"lose\",\"numbers\":[\"" + lost + "\"]}");
        try (Listener listener = new Listener()) {
            String sid = WORLD.text(lost, "012345", Map.of("StatusCallback", listener.url("/")))
                    .path("sid")
                    .asText();
            WORLD.text(next, "012345", Map.of("StatusCallback", listener.url("/")));

            assertThat(listener.hears(3))
                    .extracting(receipt -> receipt.value("To"))
                    .containsOnly(next);
            assertThat(WORLD.messagesOf(lost)).isEmpty();
            await().untilAsserted(() -> assertThat(json(WORLD.getFromTwilio("Messages/" + sid + ".json"))
                            .path("status")
                            .asText())
                    .isEqualTo("sent"));
            assertThat(WORLD.count("twilio", "lost")).isEqualTo(1);
            assertThat(WORLD.count("twilio", "accepted")).isEqualTo(2);
        }
    }

    @Test
    void duplicateReceiptsComeTwice() throws IOException {
        WORLD.behave("twilio", "{\"mode\":\"duplicate-receipts\"}");
        String number = aNumber();
        try (Listener listener = new Listener()) {
            WORLD.text(number, "012345", Map.of("StatusCallback", listener.url("/")));

            assertThat(listener.hears(6))
                    .extracting(receipt -> receipt.value("MessageStatus"))
                    .containsExactly("queued", "queued", "sent", "sent", "delivered", "delivered");
            assertThat(WORLD.messagesOf(number)).hasSize(1);
        }
    }

    @Test
    void reorderedReceiptsComeLastFirst() throws IOException {
        WORLD.behave("twilio", "{\"mode\":\"reorder-receipts\"}");
        try (Listener listener = new Listener()) {
            WORLD.text(aNumber(), "012345", Map.of("StatusCallback", listener.url("/")));

            assertThat(listener.hears(3))
                    .extracting(receipt -> receipt.value("MessageStatus"))
                    .containsExactly("delivered", "sent", "queued");
        }
    }

    @Test
    void concernsOnlyTheNumbersNamed() {
        String bad = aNumber();
        String good = aNumber();
        WORLD.behave("twilio", "{\"mode\":\"fail\",\"numbers\":[\"" + bad + "\"]}");

        assertThat(WORLD.postToTwilio("Messages.json", textForm(bad, "012345", Map.of()))
                        .statusCode())
                .isEqualTo(503);
        assertThat(WORLD.postToTwilio("Messages.json", textForm(good, "012345", Map.of()))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void canBeToldTwiceAndAsked() {
        String wish = "{\"mode\":\"slow\",\"delayMs\":10,\"numbers\":[\"+14089742042\"],\"unknown\":1}";

        JsonNode first = json(WORLD.request("PUT", "/api/behaviour/twilio", wish));
        JsonNode second = json(WORLD.request("PUT", "/api/behaviour/twilio", wish));

        assertThat(second).isEqualTo(first).isEqualTo(WORLD.get("/api/behaviour/twilio"));
        assertThat(first.toString()).isEqualTo("{\"mode\":\"slow\",\"delayMs\":10,\"numbers\":[\"+14089742042\"]}");
        assertThat(WORLD.get("/api/behaviour")
                        .path("providers")
                        .path("smtp")
                        .path("mode")
                        .asText())
                .isEqualTo("ok");
    }

    @Test
    void slowWithoutADelayIsThreeSeconds() {
        WORLD.behave("twilio", "{\"mode\":\"slow\"}");

        assertThat(WORLD.get("/api/behaviour/twilio").path("delayMs").asLong()).isEqualTo(3000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"slow\"",
                "{\"mode\":",
                "{}",
                "{\"mode\":\"moody\"}",
                "{\"mode\":\"OK\"}",
                "{\"mode\":\"slow\",\"delayMs\":-1}",
                "{\"mode\":\"slow\",\"delayMs\":600001}",
                "{\"mode\":\"slow\",\"delayMs\":\"soon\"}",
                "{\"mode\":\"fail\",\"numbers\":\"+14089742042\"}",
                "{\"mode\":\"fail\",\"numbers\":[null]}",
                "{\"mode\":\"fail\",\"numbers\":[\" \"]}",
                "{\"mode\":\"fail\",\"errorCode\":7}"
            })
    void nonsenseIsRefusedInASentence(String wish) {
        HttpResponse<String> answer = WORLD.request("PUT", "/api/behaviour/twilio", wish);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(json(answer).path("code").asText()).isEqualTo("malformed_request");
        assertThat(json(answer).path("detail").asText()).endsWith(".");
        assertThat(WORLD.get("/api/behaviour/twilio").path("mode").asText()).isEqualTo("ok");
    }

    @ParameterizedTest
    @CsvSource({"smtp, duplicate-receipts", "smtp, reorder-receipts", "lookup, lose"})
    void meansSomethingForThatProvider(String provider, String mode) {
        assertThat(WORLD.request("PUT", "/api/behaviour/" + provider, "{\"mode\":\"" + mode + "\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void takesAProviderThatExists() {
        HttpResponse<String> answer = WORLD.request("PUT", "/api/behaviour/pigeons", "{\"mode\":\"ok\"}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(json(answer).path("detail").asText()).contains("twilio", "lookup", "smtp");
    }
}
