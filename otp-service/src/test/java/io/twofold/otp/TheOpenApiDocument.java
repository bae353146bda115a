package io.twofold.otp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OtpTest
class TheOpenApiDocument {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private JsonNode document;

    @BeforeEach
    void read() {
        document = Client.partner().send("GET", "/openapi?format=json", null).body();
    }

    @Test
    void isVersion31AndSaysWhoMayCall() {
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        document.path("paths").properties().forEach(path -> {
            String scope = path.getKey().startsWith("/v1/challenges") ? "otp" : "admin";
            assertThat(path.getValue().findValues("security"))
                    .isNotEmpty()
                    .allSatisfy(
                            callers -> assertThat(callers.toString()).isEqualTo("[{\"service\":[\"" + scope + "\"]}]"));
        });
    }

    @Test
    void namesEveryEndpointInWordsAndNoOther() {
        Set<String> endpoints = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> {
                            endpoints.add(operation.getKey() + " " + path.getKey());
                            // The words come from the file; an endpoint that only the code knows has none.
                            assertThat(operation.getValue().path("summary").asText())
                                    .as("%s %s", operation.getKey(), path.getKey())
                                    .isNotEmpty();
                        }));
        assertThat(endpoints)
                .containsExactlyInAnyOrder(
                        "post /v1/challenges",
                        "get /v1/challenges/{id}",
                        "delete /v1/challenges/{id}",
                        "post /v1/challenges/{id}/resend",
                        "post /v1/challenges/{id}/verify",
                        "get /v1/statistics",
                        "get /v1/suspensions",
                        "delete /v1/suspensions/{id}");
    }

    @ParameterizedTest
    @CsvSource({
        "post,   /v1/challenges,             201 400 401 403 406 409 413 415 422 429 500 503",
        "get,    /v1/challenges/{id},        200 401 403 404 406 500 503",
        "delete, /v1/challenges/{id},        204 401 403 404 406 500 503",
        "post,   /v1/challenges/{id}/resend, 200 400 401 403 404 406 409 410 413 415 422 429 500 503",
        "post,   /v1/challenges/{id}/verify, 200 400 401 403 404 406 409 410 413 415 422 429 500 503",
        "get,    /v1/statistics,             200 401 403 406 422 500 503",
        "get,    /v1/suspensions,            200 401 403 406 500 503",
        "delete, /v1/suspensions/{id},       204 401 403 404 406 500 503"
    })
    void namesEveryAnswerOfAnEndpoint(String method, String path, String statuses) {
        assertThat(document.path("paths")
                        .path(path)
                        .path(method)
                        .path("responses")
                        .properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(statuses.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "issue,  409, already_done request_in_progress",
        "issue,  422, validation_failed idempotency_key_reused invalid_phone_number phone_number_not_allowed"
                + " country_not_supported phone_number_recently_changed",
        "issue,  429, too_many_codes resend_too_soon too_many_attempts",
        "issue,  503, temporarily_unavailable delivery_unavailable",
        "resend, 410, code_expired",
        "verify, 422, validation_failed incorrect_code code_superseded",
        "verify, 409, code_already_used",
        "verify, 429, too_many_attempts"
    })
    void showsTheProblemsOfAnEndpoint(String operation, String status, String codes) {
        String path = operation.equals("issue") ? "/v1/challenges" : "/v1/challenges/{id}/" + operation;
        assertThat(document.path("paths")
                        .path(path)
                        .at("/post/responses/" + status + "/content/application~1problem+json/examples")
                        .properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(codes.split(" ", -1));
    }

    @Test
    void hasExamplesForWhatIsSentAndAnswered() {
        document.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    JsonNode request = operation.at("/requestBody/content/application~1json");
                    assertThat(request.isMissingNode() || request.has("examples"))
                            .isTrue();
                    operation.path("responses").properties().stream()
                            .filter(response -> response.getKey().equals("200")
                                    || response.getKey().equals("201"))
                            .forEach(response -> assertThat(response.getValue()
                                            .at("/content/application~1json/examples")
                                            .size())
                                    .isPositive());
                }));
    }
}
