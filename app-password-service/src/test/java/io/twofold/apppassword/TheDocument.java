package io.twofold.apppassword;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "post,   /v1/app-passwords,        user,     201 400 401 403 406 409 413 415 422 500 503",
        "get,    /v1/app-passwords,        user,     200 401 406 500 503",
        "delete, /v1/app-passwords,        user,     204 401 406 500 503",
        "delete, /v1/app-passwords/{id},   user,     204 401 404 406 500 503",
        "post,   /v1/app-passwords/verify, verifier, 200 400 401 406 413 415 422 429 500 503"
    })
    void itNamesCallersAndAnswersOfEveryEndpoint(String method, String path, String caller, String statuses) {
        Map<String, Object> operation = document().get("paths.'" + path + "'." + method);
        assertThat(operation).containsKey("summary").containsEntry("security", List.of(Map.of(caller, List.of())));
        Map<String, Map<String, Object>> responses = document().get("paths.'" + path + "'." + method + ".responses");
        assertThat(responses).containsOnlyKeys(statuses.split(" ", -1));
        assertThat(responses)
                .allSatisfy((status, response) -> assertThat(status.equals("204")
                                || String.valueOf(response.get("content")).contains("example"))
                        .as(status)
                        .isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "post, /v1/app-passwords,        401, unauthorized reauthentication_required",
        "post, /v1/app-passwords,        403, two_factor_required",
        "post, /v1/app-passwords,        409, app_password_limit_reached already_done request_in_progress",
        "post, /v1/app-passwords,        422, validation_failed invalid_label idempotency_key_reused",
        "post, /v1/app-passwords/verify, 429, too_many_attempts"
    })
    void itShowsTheProblemsOfAnEndpoint(String method, String path, String status, String codes) {
        Map<String, Object> examples = document()
                .get("paths.'" + path + "'." + method + ".responses.'" + status
                        + "'.content.'application/problem+json'.examples");
        assertThat(examples).containsOnlyKeys(codes.split(" ", -1));
    }

    private static JsonPath document() {
        return given().accept("application/json").get("/openapi").jsonPath();
    }
}
