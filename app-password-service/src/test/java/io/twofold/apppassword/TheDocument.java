package io.twofold.apppassword;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@FeatureTest
class TheDocument {

    @Test
    void itIsOpenApi31WithBothWaysToAuthenticate() {
        assertThat(document().getString("openapi")).startsWith("3.1");
        assertThat(document().<Map<String, Object>>get("components.securitySchemes"))
                .containsKeys("user", "verifier");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/app-passwords, post, 201",
        "/v1/app-passwords, get, 200",
        "/v1/app-passwords, delete, 204",
        "/v1/app-passwords/{id}, delete, 204",
        "/v1/app-passwords/verify, post, 200"
    })
    void itHasEveryEndpointOfTheContract(String path, String method, String status) {
        Map<String, Object> operation = document().get("paths.'" + path + "'." + method);
        assertThat(operation).as(path).containsKeys("summary", "security");
        assertThat(document().<Map<String, Object>>get("paths.'" + path + "'." + method + ".responses"))
                .containsKeys(status, "401", "503");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "malformed_request",
                "unauthorized",
                "reauthentication_required",
                "two_factor_required",
                "not_found",
                "already_done",
                "request_in_progress",
                "app_password_limit_reached",
                "request_too_large",
                "unsupported_media_type",
                "validation_failed",
                "invalid_label",
                "idempotency_key_reused",
                "too_many_attempts",
                "internal_error",
                "temporarily_unavailable"
            })
    void itNamesEveryProblem(String code) {
        assertThat(given().accept("application/json").get("/openapi").asString())
                .contains("`" + code + "`");
    }

    private static JsonPath document() {
        return given().accept("application/json").get("/openapi").jsonPath();
    }
}
