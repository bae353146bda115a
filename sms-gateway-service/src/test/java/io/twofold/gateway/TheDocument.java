package io.twofold.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.twofold.gateway.outside.GatewayTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

@GatewayTest
class TheDocument {

    @Test
    void namesEveryEndpointAndEveryProblem() {
        JsonPath document = given().accept("application/json")
                .get("/openapi")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(document.getString("openapi")).startsWith("3.1");
        Map<String, Object> paths = document.getMap("paths");
        assertThat(paths)
                .containsOnlyKeys(
                        "/v1/deliveries",
                        "/v1/deliveries/{id}",
                        "/v1/providers",
                        "/v1/webhooks/twilio/messages/{deliveryId}",
                        "/v1/webhooks/twilio/calls/{deliveryId}");
        Map<String, Object> responses = document.getMap("components.responses");
        assertThat(responses)
                .containsOnlyKeys(
                        "malformed_request",
                        "unauthorized",
                        "forbidden",
                        "not_found",
                        "method_not_allowed",
                        "not_acceptable",
                        "request_too_large",
                        "unsupported_media_type",
                        "validation_failed",
                        "internal_error",
                        "temporarily_unavailable");
        assertThat(document.getString("components.responses.forbidden.content.'application/problem+json'.example.code"))
                .isEqualTo("forbidden");
        assertThat(document.getString("components.securitySchemes.service.scheme"))
                .isEqualTo("bearer");
        assertThat(document.getString("paths.'/v1/deliveries/{id}'.get.responses.'404'.'$ref'"))
                .isEqualTo("#/components/responses/not_found");
        assertThat(document.getString(
                        "paths.'/v1/deliveries/{id}'.get.responses.'200'.content.'application/json'.examples"))
                .contains("delivered");
    }

    @Test
    void healthAndMetricsAreNotOnThePublicPort() {
        given().get("/q/health/ready").then().statusCode(404);
        given().get("/q/metrics").then().statusCode(404);
    }
}
