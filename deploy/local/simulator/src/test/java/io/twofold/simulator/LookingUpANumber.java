package io.twofold.simulator;

import static io.twofold.simulator.World.aNumber;
import static io.twofold.simulator.World.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookingUpANumber {

    @RegisterExtension
    static final World WORLD = new World();

    @Test
    void knowsNothingUnlessTold() {
        String number = aNumber();

        JsonNode answer = json(lookUp(number, "line_type_intelligence,sim_swap"));

        assertThat(answer.path("phone_number").asText()).isEqualTo(number);
        assertThat(answer.path("valid").asBoolean()).isTrue();
        assertThat(answer.path("line_type_intelligence").path("type").asText()).isEqualTo("unknown");
        assertThat(answer.path("sim_swap").path("last_sim_swap").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"mobile, mobile", "landline, landline", "voip, nonFixedVoip", "tollFree, tollFree", "premium, premium"})
    void saysWhatItWasTold(String type, String answered) {
        String number = aNumber();

        assertThat(told(number, "{\"type\":\"" + type + "\",\"carrier\":\"Example Mobile\"}")
                        .statusCode())
                .isEqualTo(200);

        JsonNode lineType = json(lookUp(number, "line_type_intelligence")).path("line_type_intelligence");
        assertThat(lineType.path("type").asText()).isEqualTo(answered);
        assertThat(lineType.path("carrier_name").asText()).isEqualTo("Example Mobile");
        assertThat(WORLD.get("/api/lookups/" + number).path("type").asText()).isEqualTo(type);
    }

    @Test
    void knowsWhetherTheSimWasSwappedLately() {
        String lately = aNumber();
        String longAgo = aNumber();
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        told(lately, "{\"type\":\"mobile\",\"simSwappedAt\":\"" + yesterday + "\"}");
        told(longAgo, "{\"type\":\"mobile\",\"simSwappedAt\":\"2020-01-31T10:00:00Z\"}");

        JsonNode recent = json(lookUp(lately, "sim_swap")).path("sim_swap").path("last_sim_swap");
        JsonNode old = json(lookUp(longAgo, "sim_swap")).path("sim_swap").path("last_sim_swap");

        assertThat(Instant.parse(recent.path("last_sim_swap_date").asText())).isEqualTo(yesterday);
        assertThat(recent.path("swapped_in_period").asBoolean()).isTrue();
        assertThat(old.path("swapped_in_period").asBoolean()).isFalse();
    }

    @Test
    void givesOnlyThePackagesAskedFor() {
        JsonNode answer = json(lookUp(aNumber(), ""));

        assertThat(answer.path("line_type_intelligence").isNull()).isTrue();
        assertThat(answer.path("sim_swap").isNull()).isTrue();
    }

    @Test
    void isForTheAccountOnly() {
        assertThat(WORLD.request("GET", "/v2/PhoneNumbers/" + aNumber(), "").statusCode())
                .isEqualTo(401);
    }

    @Test
    void isNotFoundForWhatIsNoNumber() {
        assertThat(lookUp("123", "").statusCode()).isEqualTo(404);
    }

    @Test
    void misbehavesWhenTold() {
        String number = aNumber();
        WORLD.behave("lookup", "{\"mode\":\"fail\",\"numbers\":[\"" + number + "\"]}");

        assertThat(lookUp(number, "").statusCode()).isEqualTo(503);
        assertThat(lookUp(aNumber(), "").statusCode()).isEqualTo(200);

        WORLD.behave("lookup", "{\"mode\":\"reject\"}");
        assertThat(json(lookUp(number, "")).path("code").asInt()).isEqualTo(60600);
        assertThat(WORLD.count("lookup", "requests")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"type\":\"pigeon\"}",
                "{\"type\":\"mobile\",\"simSwappedAt\":\"yesterday\"}",
                "{\"type\":[\"mobile\"]}"
            })
    void isToldInJson(String facts) {
        HttpResponse<String> answer = told(aNumber(), facts);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("detail").asText()).endsWith(".");
    }

    private static HttpResponse<String> told(String number, String facts) {
        return WORLD.request("PUT", "/api/lookups/" + number, facts);
    }

    private static HttpResponse<String> lookUp(String number, String fields) {
        return WORLD.send(WORLD.to("/v2/PhoneNumbers/" + number + "?Fields=" + fields)
                .header("Authorization", World.basic(World.CREDENTIALS.accountSid(), World.CREDENTIALS.authToken()))
                .build());
    }
}
