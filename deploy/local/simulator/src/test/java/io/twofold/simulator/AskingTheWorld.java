package io.twofold.simulator;

import static io.twofold.simulator.World.aNumber;
import static io.twofold.simulator.World.elements;
import static io.twofold.simulator.World.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskingTheWorld {

    @RegisterExtension
    static final World WORLD = new World();

    @Test
    void listsMessagesOldestFirst() {
        String number = aNumber();
        WORLD.text(number, "first", Map.of());
        WORLD.text(number, "second", Map.of());

        assertThat(WORLD.messagesOf(number))
                .extracting(message -> message.path("text").asText())
                .containsExactly("first", "second");
    }

    @Test
    void listsPhonesTheOneWithTheNewestMessageFirst() {
        String one = aNumber();
        String other = aNumber();
        WORLD.text(one, "1", Map.of());
        WORLD.text(other, "2", Map.of());
        WORLD.text(one, "3", Map.of());

        List<JsonNode> phones = elements(WORLD.get("/api/phones").path("phones"));

        assertThat(phones).extracting(phone -> phone.path("number").asText()).containsExactly(one, other);
        assertThat(phones).extracting(phone -> phone.path("messages").asInt()).containsExactly(2, 1);
    }

    @Test
    void findsAPhoneHoweverThePlusIsWritten() {
        String number = aNumber();
        WORLD.text(number, "012345", Map.of());

        assertThat(WORLD.messagesOf(number.replace("+", "%2B"))).hasSize(1);
    }

    @Test
    void knowsNothingOfAPhoneNobodyWroteTo() {
        assertThat(WORLD.messagesOf(aNumber())).isEmpty();
        assertThat(WORLD.lettersTo("nobody@example.org")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/phones/14089742042/messages",
                "/api/phones/+0123456789/messages",
                "/api/phones/%20/messages",
                "/api/mailboxes/nobody/letters",
                "/api/lookups/4089742042"
            })
    void explainsWhatAnAddressLooksLike(String path) {
        HttpResponse<String> answer = WORLD.request("GET", path, "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("detail").asText()).containsPattern("looks like|address like");
    }

    @Test
    void countsWhatProvidersWereAsked() {
        WORLD.text(aNumber(), "012345", Map.of());
        WORLD.postToTwilio("Messages.json", Map.of());
        WORLD.getFromTwilio("Messages.json");

        assertThat(WORLD.count("twilio", "requests")).isEqualTo(2);
        assertThat(WORLD.count("twilio", "accepted")).isEqualTo(1);
        assertThat(WORLD.count("twilio", "refused")).isEqualTo(1);
        assertThat(WORLD.count("twilio", "failed")).isZero();
        assertThat(WORLD.count("twilio", "reads")).isEqualTo(1);
        assertThat(WORLD.count("smtp", "requests")).isZero();
    }

    @Test
    void forgetsEverything() {
        String number = aNumber();
        String sid = WORLD.text(number, "012345", Map.of()).path("sid").asText();
        WORLD.request("PUT", "/api/lookups/" + number, "{\"type\":\"voip\"}");
        WORLD.behave("twilio", "{\"mode\":\"slow\",\"delayMs\":1}");

        assertThat(WORLD.request("DELETE", "/api", "").statusCode()).isEqualTo(204);

        assertThat(WORLD.messagesOf(number)).isEmpty();
        assertThat(elements(WORLD.get("/api/phones").path("phones"))).isEmpty();
        assertThat(WORLD.getFromTwilio("Messages/" + sid + ".json").statusCode())
                .isEqualTo(404);
        assertThat(WORLD.get("/api/lookups/" + number).path("type").asText()).isEqualTo("unknown");
        assertThat(WORLD.get("/api/behaviour/twilio").path("mode").asText()).isEqualTo("ok");
        assertThat(WORLD.count("twilio", "accepted")).isZero();
    }

    @Test
    void saysThatItIsUp() {
        assertThat(WORLD.get("/health").path("status").asText()).isEqualTo("UP");
    }

    @Test
    void answersUnknownAddressesAndMethodsWithProblems() {
        HttpResponse<String> unknown = WORLD.request("GET", "/api/pigeons", "");
        HttpResponse<String> method = WORLD.request("PATCH", "/api/phones", "");
        HttpResponse<String> large = WORLD.request("PUT", "/api/behaviour/twilio", " ".repeat(256 * 1024 + 1));

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(json(unknown).path("code").asText()).isEqualTo("not_found");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).contains("GET");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(json(large).path("code").asText()).isEqualTo("request_too_large");
    }
}
