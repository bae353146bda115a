package io.twofold.gateway;

import static io.restassured.RestAssured.given;
import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.deliveriesOf;
import static io.twofold.gateway.outside.Gateway.eventually;
import static io.twofold.gateway.outside.Gateway.sql;
import static io.twofold.gateway.outside.Gateway.stateOf;
import static io.twofold.gateway.outside.Gateway.token;
import static io.twofold.gateway.outside.Gateway.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.restassured.response.ValidatableResponse;
import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.GatewayTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@GatewayTest
class SwitchingAProviderOff {

    private static final String OPERATOR = "gateway-admin";

    @AfterEach
    void switchOn() {
        change("twilio", "{\"enabled\":true}", OPERATOR).statusCode(200);
        change("understudy", "{\"enabled\":true}", OPERATOR).statusCode(200);
    }

    @Test
    void theNextOfTheRouteIsAsked() {
        change("twilio", "{\"enabled\":false}", OPERATOR)
                .statusCode(200)
                .body("id", equalTo("twilio"))
                .body("enabled", equalTo(false));

        CodeRequest request = CodeRequest.text().toBritain().publish();
        awaitState(request, "sent");
        assertThat(deliveriesOf(request).getString("deliveries[0].attempts[0].provider"))
                .isEqualTo("understudy");
    }

    @Test
    void whatNobodyElseCarriesWaits() {
        change("understudy", "{\"enabled\":false}", OPERATOR).statusCode(200);
        CodeRequest request = CodeRequest.text().toFrance().publish();
        awaitState(request, "queued");
        CodeRequest other = CodeRequest.text().publish();
        awaitState(other, "sent");
        assertThat(stateOf(request)).isEqualTo("queued");
        assertThat(value("select version from delivery where challenge_id = ?", request.challengeId()))
                .isEqualTo(1L);

        change("understudy", "{\"enabled\":true}", OPERATOR).statusCode(200);
        awaitState(request, "sent");
    }

    @Test
    void otherReplicasSeeItWithinSeconds() {
        sql("""
                insert into provider_switch values ('understudy', false, 'operator', now())
                on conflict (provider) do update set enabled = false""");
        eventually().untilAsserted(() -> providers().body("providers[1].enabled", equalTo(false)));
    }

    @Test
    void itsRoutesAndCircuitsAreShown() {
        CodeRequest request = CodeRequest.text().toBritain().publish();
        awaitState(request, "sent");

        providers()
                .body("providers[0].routes.country", hasItems("US", "GB", "IT"))
                .body("providers[0].routes.find { it.country == 'IT' }.priority", equalTo(2))
                .body("providers[0].routes.find { it.country == null && it.channel == 'sms' }.priority", equalTo(1))
                .body("providers[0].circuits.find { it.country == 'GB' }.state", equalTo("closed"));
    }

    @Test
    void onlyOperatorsMay() {
        change("twilio", "{\"enabled\":false}", "messages").statusCode(403).body("code", equalTo("forbidden"));
        given().contentType("application/json")
                .body("{\"enabled\":false}")
                .patch("/v1/providers/twilio")
                .then()
                .statusCode(401);
    }

    @Test
    void whoIsntThereIs404AndANonsenseIs422() {
        change("nobody", "{\"enabled\":false}", OPERATOR).statusCode(404).body("code", equalTo("not_found"));
        change("twilio", "{}", OPERATOR).statusCode(422).body("violations[0].field", equalTo("enabled"));
        change("twilio", "{\"enabled\":\"no\"}", OPERATOR).statusCode(422);
        change("twilio", "{", OPERATOR).statusCode(400).body("code", equalTo("malformed_request"));
        providers().body("providers.id", not(hasItems("nobody")));
    }

    private static ValidatableResponse providers() {
        return given().auth()
                .oauth2(token("operator", OPERATOR))
                .get("/v1/providers")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse change(String provider, String body, String scope) {
        return given().auth()
                .oauth2(token("operator", scope))
                .contentType("application/json")
                .body(body)
                .patch("/v1/providers/" + provider)
                .then();
    }
}
