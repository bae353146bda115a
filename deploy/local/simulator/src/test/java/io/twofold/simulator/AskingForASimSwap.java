package io.twofold.simulator;

import static io.twofold.simulator.World.aNumber;
import static io.twofold.simulator.World.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AskingForASimSwap {

    @RegisterExtension
    static final World WORLD = new World();

    @Test
    void knowsNothingUnlessTold() {
        String number = aNumber();
        assertThat(json(ask("retrieve-date", number, ""))
                        .path("latestSimChange")
                        .isNull())
                .isTrue();
        assertThat(json(ask("check", number, ",\"maxAge\":72")).path("swapped").asBoolean(true))
                .isFalse();
    }

    @Test
    void saysWhenAndWhetherLately() {
        String number = aNumber();
        Instant swap = Instant.now().minus(Duration.ofHours(50));
        WORLD.request("PUT", "/api/lookups/" + number, "{\"type\":\"mobile\",\"simSwappedAt\":\"" + swap + "\"}");

        assertThat(Instant.parse(json(ask("retrieve-date", number, ""))
                        .path("latestSimChange")
                        .asText()))
                .isEqualTo(swap);
        assertThat(json(ask("check", number, ",\"maxAge\":72")).path("swapped").asBoolean())
                .isTrue();
        assertThat(json(ask("check", number, ",\"maxAge\":49")).path("swapped").asBoolean(true))
                .isFalse();
        assertThat(ask("check", number, ",\"maxAge\":0").statusCode()).isEqualTo(400);
    }

    @Test
    void letsNobodyInWithoutAToken() {
        assertThat(post("/camara/sim-swap/v2/check", "{\"phoneNumber\":\"" + aNumber() + "\"}", "Bearer x")
                        .statusCode())
                .isEqualTo(401);
        assertThat(WORLD.request("POST", "/camara/oauth2/token", "grant_type=client_credentials")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void misbehavesAsTold() {
        String number = aNumber();
        WORLD.behave("camara", "{\"mode\":\"fail\",\"numbers\":[\"" + number + "\"]}");
        assertThat(ask("check", number, "").statusCode()).isEqualTo(503);
        WORLD.behave("camara", "{\"mode\":\"reject\"}");
        assertThat(json(ask("check", number, "")).path("code").asText()).isEqualTo("IDENTIFIER_NOT_FOUND");
    }

    private static HttpResponse<String> ask(String operation, String number, String more) {
        String client = World.basic(World.CREDENTIALS.accountSid(), World.CREDENTIALS.authToken());
        String token = json(post("/camara/oauth2/token", "grant_type=client_credentials", client))
                .path("access_token")
                .asText();
        return post(
                "/camara/sim-swap/v2/" + operation,
                "{\"phoneNumber\":\"" + number + "\"" + more + "}",
                "Bearer " + token);
    }

    private static HttpResponse<String> post(String path, String body, String authorization) {
        return WORLD.send(WORLD.to(path)
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(body))
                .build());
    }
}
