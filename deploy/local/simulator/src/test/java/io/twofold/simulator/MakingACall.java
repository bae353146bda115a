package io.twofold.simulator;

import static io.twofold.simulator.World.aNumber;
import static io.twofold.simulator.World.elements;
import static io.twofold.simulator.World.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.simulator.http.Form;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MakingACall {

    private static final String TWIML = "<Response><Say language=\"de-DE\">Ihr Code ist"
            + " <say-as interpret-as=\"digits\">012345</say-as>.</Say></Response>";
    private static final String ALL_EVENTS = "&StatusCallbackEvent=initiated&StatusCallbackEvent=ringing"
            + "&StatusCallbackEvent=answered&StatusCallbackEvent=completed";

    @RegisterExtension
    static final World WORLD = new World();

    @Test
    void isAnsweredAsTwilioDoes() {
        String number = aNumber();

        JsonNode call = call(number, Map.of("Twiml", TWIML));

        assertThat(call.path("sid").asText()).matches("CA[0-9a-f]{32}");
        assertThat(call.path("status").asText()).isEqualTo("queued");
        assertThat(call.path("to").asText()).isEqualTo(number);
        assertThat(call.path("direction").asText()).isEqualTo("outbound-api");
        assertThat(call.path("duration").isNull()).isTrue();
    }

    @Test
    void speaksTheTwimlGivenWithIt() {
        String number = aNumber();

        String sid = call(number, Map.of("Twiml", TWIML)).path("sid").asText();

        JsonNode message = theCallTo(number);
        assertThat(message.path("id").asText()).isEqualTo(sid);
        assertThat(message.path("channel").asText()).isEqualTo("voice");
        assertThat(message.path("provider").asText()).isEqualTo("twilio");
        assertThat(message.path("text").asText()).isEqualTo("Ihr Code ist 0, 1, 2, 3, 4, 5.");
        assertThat(message.path("language").asText()).isEqualTo("de-DE");
        assertThat(message.has("segments")).isFalse();
    }

    @Test
    void fetchesTwimlWithASignedRequest() throws IOException {
        String number = aNumber();
        try (Listener listener = new Listener().serving(TWIML)) {
            String sid = call(number, Map.of("Url", listener.url("/twiml?delivery=7")))
                    .path("sid")
                    .asText();

            assertThat(theCallTo(number).path("text").asText()).isEqualTo("Ihr Code ist 0, 1, 2, 3, 4, 5.");
            Listener.Heard request = listener.hears(1).getFirst();
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.value("CallSid")).isEqualTo(sid);
            assertThat(request.value("CallStatus")).isEqualTo("in-progress");
            assertThat(request.signature())
                    .isEqualTo(Hmac.ofCallback(listener.url("/twiml?delivery=7"), request.form()));
        }
    }

    @Test
    void saysThatSomethingWentWrongWhereThereIsNoTwiml() throws IOException {
        String number = aNumber();
        try (Listener listener = new Listener().answering(404)) {
            call(number, Map.of("Url", listener.url("/"), "Method", "GET"));

            assertThat(theCallTo(number).path("text").asText()).contains("an application error has occurred");
            assertThat(listener.hears(1).getFirst().method()).isEqualTo("GET");
        }
    }

    @Test
    void reportsEveryEventAskedFor() throws IOException {
        String number = aNumber();
        try (Listener listener = new Listener()) {
            callWithEvents(number, listener, ALL_EVENTS);

            List<Listener.Heard> heard = listener.hears(4);
            assertThat(heard)
                    .extracting(receipt -> receipt.value("CallStatus"))
                    .containsExactly("initiated", "ringing", "in-progress", "completed");
            assertThat(heard)
                    .extracting(receipt -> receipt.value("SequenceNumber"))
                    .containsExactly("0", "1", "2", "3");
            assertThat(heard).allSatisfy(receipt -> {
                assertThat(receipt.value("To")).isEqualTo(number);
                assertThat(receipt.value("CallbackSource")).isEqualTo("call-progress-events");
                assertThat(receipt.signature()).isEqualTo(Hmac.ofCallback(listener.url("/status"), receipt.form()));
            });
            assertThat(heard.getLast().value("CallDuration")).isEqualTo("1");
        }
    }

    @Test
    void reportsTheEndAloneWhereNothingIsAskedFor() throws IOException {
        try (Listener listener = new Listener()) {
            String number = aNumber();
            callWithEvents(number, listener, "");
            String sid = theCallTo(number).path("id").asText();

            await().until(() -> "completed"
                    .equals(json(WORLD.getFromTwilio("Calls/" + sid + ".json"))
                            .path("status")
                            .asText()));
            assertThat(listener.hears(1))
                    .extracting(receipt -> receipt.value("CallStatus"))
                    .containsExactly("completed");
        }
    }

    @Test
    void isListed() {
        String number = aNumber();
        String sid = call(number, Map.of("Twiml", TWIML)).path("sid").asText();

        JsonNode page =
                json(WORLD.getFromTwilio("Calls.json?StartTime%3E=2020-01-01&To=" + number.replace("+", "%2B")));

        assertThat(elements(page.path("calls")))
                .extracting(call -> call.path("sid").asText())
                .containsExactly(sid);
        assertThat(WORLD.getFromTwilio("Calls/CA00.json").statusCode()).isEqualTo(404);
    }

    @Test
    void rejectedWithADeliveryErrorIsNotAnswered() throws IOException {
        WORLD.behave("twilio", "{\"mode\":\"reject\",\"errorCode\":30003}");
        String number = aNumber();
        try (Listener listener = new Listener()) {
            callWithEvents(number, listener, ALL_EVENTS);

            assertThat(listener.hears(3))
                    .extracting(receipt -> receipt.value("CallStatus"))
                    .containsExactly("initiated", "ringing", "no-answer");
            assertThat(WORLD.messagesOf(number)).isEmpty();
        }
    }

    @Test
    void lostNeverRings() throws IOException {
        String lost = aNumber();
        String next = aNumber();
        WORLD.behave("twilio", "{\"mode\":\"lose\",\"numbers\":[\"" + lost + "\"]}");
        try (Listener listener = new Listener()) {
            callWithEvents(lost, listener, ALL_EVENTS);
            callWithEvents(next, listener, ALL_EVENTS);

            assertThat(listener.hears(4))
                    .extracting(receipt -> receipt.value("To"))
                    .containsOnly(next);
            assertThat(WORLD.messagesOf(lost)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "To, '', 21201",
        "To, 4089742042, 21211",
        "From, '', 21213",
        "From, Twofold, 21212",
        "Twiml, '', 21205",
        "Method, DELETE, 20001",
        "StatusCallback, http://example.org/, 21609",
        "StatusCallbackEvent, exploded, 21626",
    })
    void isRefusedWithTwiliosErrors(String parameter, String value, int code) {
        HttpResponse<String> response =
                WORLD.postToTwilio("Calls.json", callForm(aNumber(), Map.of("Twiml", TWIML), Map.of(parameter, value)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("code").asInt()).isEqualTo(code);
    }

    private static JsonNode call(String to, Map<String, String> more) {
        HttpResponse<String> response = WORLD.postToTwilio("Calls.json", callForm(to, more, Map.of()));
        assertThat(response.statusCode()).isEqualTo(201);
        return json(response);
    }

    private static void callWithEvents(String to, Listener listener, String events) {
        Map<String, String> form =
                callForm(to, Map.of("Twiml", TWIML), Map.of("StatusCallback", listener.url("/status")));
        HttpResponse<String> response = WORLD.send(WORLD.toTwilio("Calls.json")
                .POST(BodyPublishers.ofString(Form.encode(form) + events))
                .build());
        assertThat(response.statusCode()).isEqualTo(201);
    }

    private static Map<String, String> callForm(String to, Map<String, String> more, Map<String, String> evenMore) {
        Map<String, String> form = new HashMap<>(Map.of("To", to, "From", "+14085550100"));
        form.putAll(more);
        form.putAll(evenMore);
        return form;
    }

    private static JsonNode theCallTo(String number) {
        return await().until(() -> WORLD.messagesOf(number), messages -> messages.size() == 1)
                .getFirst();
    }
}
