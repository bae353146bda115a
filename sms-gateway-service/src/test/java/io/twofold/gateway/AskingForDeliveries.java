package io.twofold.gateway;

import static io.restassured.RestAssured.given;
import static io.twofold.gateway.outside.Gateway.awaitState;
import static io.twofold.gateway.outside.Gateway.get;
import static io.twofold.gateway.outside.Gateway.idOf;
import static io.twofold.gateway.outside.Gateway.token;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.twofold.gateway.outside.CodeRequest;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.testing.TokenAuthority;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class AskingForDeliveries {

    @Test
    void theServiceThatAskedForTheCodeSeesIt() {
        CodeRequest request = CodeRequest.text().by("partner").publish();
        awaitState(request, "sent");

        get("/v1/deliveries/" + idOf(request), "partner")
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("deliveryId", equalTo(idOf(request)))
                .body("challengeId", equalTo(request.challengeId()))
                .body("channel", equalTo("sms"))
                .body("country", equalTo("US"))
                .body("state", equalTo("sent"))
                .body("$", not(hasKey("reason")))
                .body(not(containsString(request.code())));
    }

    @Test
    void anotherServiceDoesNot() {
        CodeRequest request = CodeRequest.text().by("partner").publish();
        awaitState(request, "sent");

        get("/v1/deliveries/" + idOf(request), "stranger").statusCode(404).body("code", equalTo("not_found"));
        get("/v1/deliveries?challengeId=" + request.challengeId(), "stranger")
                .statusCode(200)
                .body("deliveries", empty());
    }

    @Test
    void whatIsNotThereIs404() {
        get("/v1/deliveries/" + UUID.randomUUID(), "partner").statusCode(404);
        get("/v1/deliveries/not-an-id", "partner").statusCode(404).body("code", equalTo("not_found"));
    }

    @Test
    void withoutAChallengeItIs422() {
        get("/v1/deliveries", "partner")
                .statusCode(422)
                .body("code", equalTo("validation_failed"))
                .body("violations.field", contains("challengeId"));
        get("/v1/deliveries?challengeId=", "partner").statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "not-an-id", "' or 1=1 --", "\uD83D\uDCF1"})
    void whatIsNoChallengeHasNoDeliveries(String challenge) {
        given().auth()
                .oauth2(token("partner", "messages"))
                .queryParam("challengeId", challenge)
                .get("/v1/deliveries")
                .then()
                .statusCode(200)
                .body("deliveries", empty());
    }

    @Test
    void theRightTokenIsNeeded() {
        String path = "/v1/deliveries/" + UUID.randomUUID();
        given().get(path).then().statusCode(401).body("code", equalTo("unauthorized"));
        given().auth()
                .oauth2(TokenAuthority.userToken(UUID.randomUUID()))
                .get(path)
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(TokenAuthority.serviceToken("otp-service", "partner", "messages"))
                .get(path)
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(token("partner", "gateway-admin"))
                .get(path)
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        given().auth()
                .oauth2(token("partner", "messages"))
                .get("/v1/providers")
                .then()
                .statusCode(403);
    }

    @Test
    void theProvidersAreListedForOperators() {
        CodeRequest request = CodeRequest.text().publish();
        awaitState(request, "sent");

        given().auth()
                .oauth2(token("operator", "gateway-admin"))
                .get("/v1/providers")
                .then()
                .statusCode(200)
                .body("providers.id", contains("twilio", "understudy"))
                .body("providers[0].enabled", equalTo(true))
                .body("providers[0].channels", contains("sms", "voice"))
                .body("providers[0].health", equalTo("working"));
    }
}
