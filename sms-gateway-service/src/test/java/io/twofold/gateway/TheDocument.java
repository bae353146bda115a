package io.twofold.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.twofold.gateway.outside.GatewayTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@GatewayTest
class TheDocument {

    @Test
    void namesEveryEndpointAndNoOther() {
        assertThat(document().getString("openapi")).startsWith("3.1");
        assertThat(document().<String, Object>getMap("paths"))
                .containsOnlyKeys(
                        "/v1/deliveries",
                        "/v1/deliveries/{id}",
                        "/v1/messages",
                        "/v1/messages/preview",
                        "/v1/providers",
                        "/v1/lookups",
                        "/v1/webhooks/{provider}/receipts",
                        "/v1/providers/{id}",
                        "/v1/statistics",
                        "/v1/webhooks/twilio/messages/{deliveryId}",
                        "/v1/webhooks/twilio/calls/{deliveryId}");
    }

    @ParameterizedTest
    @CsvSource({
        "get,  /v1/deliveries,                            200 401 403 406 422 500 503",
        "get,  /v1/deliveries/{id},                       200 401 403 404 406 500 503",
        "post, /v1/messages,                              202 400 401 403 406 409 413 415 422 500 503",
        "post, /v1/messages/preview,                      200 400 401 403 406 413 415 422 500 503",
        "get,  /v1/providers,                             200 401 403 406 500 503",
        "post, /v1/lookups,                               200 400 401 403 406 413 415 422 500 503",
        "patch, /v1/providers/{id},                       200 400 401 403 404 406 413 415 422 500 503",
        "get,  /v1/statistics,                            200 401 403 406 422 500 503",
        "post, /v1/webhooks/{provider}/receipts,          204 403 404 406 413 500 503",
        "post, /v1/webhooks/twilio/messages/{deliveryId}, 204 403 404 406 413 500 503",
        "post, /v1/webhooks/twilio/calls/{deliveryId},    204 403 404 406 413 500 503"
    })
    void namesEveryAnswerOfAnEndpointWithAnExample(String method, String path, String statuses) {
        Map<String, Map<String, Object>> responses = document().get("paths.'" + path + "'." + method + ".responses");
        assertThat(responses).containsOnlyKeys(statuses.split(" ", -1));
        assertThat(responses)
                .allSatisfy((status, response) -> assertThat(status.equals("204")
                                || String.valueOf(response.get("content")).contains("examples"))
                        .as(status)
                        .isTrue());
    }

    @Test
    void saysWhoMayCall() {
        assertThat(document().getString("components.securitySchemes.service.scheme"))
                .isEqualTo("bearer");
        assertThat(document().<List<Map<String, List<String>>>>get("paths.'/v1/deliveries/{id}'.get.security"))
                .containsExactly(Map.of("service", List.of("messages")));
        assertThat(document().<List<Map<String, List<String>>>>get("paths.'/v1/providers'.get.security"))
                .containsExactly(Map.of("service", List.of("gateway-admin")));
    }

    @Test
    void healthAndMetricsAreNotOnThePublicPort() {
        given().get("/q/health/ready").then().statusCode(404);
        given().get("/q/metrics").then().statusCode(404);
    }

    private static JsonPath document() {
        return given().accept("application/json")
                .get("/openapi")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
