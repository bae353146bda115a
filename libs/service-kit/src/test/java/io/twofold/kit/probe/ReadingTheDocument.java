package io.twofold.kit.probe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@KitTest
class ReadingTheDocument {

    private static final String PROBLEM = "content.'application/problem+json'.";

    @ParameterizedTest
    @CsvSource({
        "post, /probe/code,           400 406 413 415 422 500 503",
        "get,  /probe/open,           406 500 503",
        "post, /probe/service,        400 401 403 406 413 415 422 500 503",
        "post, /probe/user,           400 401 406 413 415 422 500 503",
        "get,  /probe/trouble/{kind}, 406 500 503",
        "post, /probe/idempotent,     400 401 403 406 409 413 415 422 500 503"
    })
    void everyOperationNamesTheProblemsThatItsShapeAllows(String method, String path, String statuses) {
        Map<String, Object> responses = document().get(operation(method, path) + "responses");
        assertThat(responses.keySet().stream().filter(status -> status.compareTo("400") >= 0))
                .containsExactlyInAnyOrder(statuses.split(" ", -1));
    }

    @Test
    void everyProblemIsShownAsItIsAnswered() {
        Map<String, Object> example = document()
                .get(operation("post", "/probe/code") + "responses.'422'." + PROBLEM
                        + "examples.validation_failed.value");
        Map<String, Object> answer = given().contentType("application/json")
                .body("{\"code\":null}")
                .post("/probe/code")
                .then()
                .statusCode(422)
                .extract()
                .jsonPath()
                .get();
        assertThat(example.keySet()).containsExactlyElementsOf(answer.keySet());
        assertThat(example).containsEntry("title", answer.get("title")).containsEntry("type", answer.get("type"));
    }

    @ParameterizedTest
    @CsvSource({"get, /probe/open", "post, /probe/code", "post, /probe/service", "get, /probe/trouble/{kind}"})
    void anAnswerInAnotherFormThanJsonIsRefusedAsTheDocumentSays(String method, String path) {
        given().accept("image/png")
                .contentType("application/json")
                .request(method.toUpperCase(Locale.ROOT), path.replace("{kind}", "none"))
                .then()
                .statusCode(406);
    }

    @Test
    void itSaysWhoMayCall() {
        JsonPath document = document();
        assertThat(document.<List<Map<String, List<String>>>>get(operation("post", "/probe/service") + "security"))
                .containsExactly(Map.of("service", List.of("probe")));
        assertThat(document.<List<Map<String, List<String>>>>get(operation("post", "/probe/user") + "security"))
                .containsExactly(Map.of("user", List.of()));
        assertThat(document.<Object>get(operation("post", "/probe/code") + "security"))
                .isNull();
    }

    @Test
    void whoIsToWaitIsToldHowLong() {
        assertThat(document().<Map<String, Object>>get(operation("get", "/probe/open") + "responses.'503'.headers"))
                .containsOnlyKeys("Retry-After");
    }

    @Test
    void aRepeatedKeyIsShownOnlyWhereKeysAreHonoured() {
        JsonPath document = document();
        assertThat(document.<Map<String, Object>>get(
                        operation("post", "/probe/idempotent") + "responses.'409'." + PROBLEM + "examples"))
                .containsOnlyKeys("already_done", "request_in_progress");
        assertThat(document.<Map<String, Object>>get(
                        operation("post", "/probe/service") + "responses.'422'." + PROBLEM + "examples"))
                .containsOnlyKeys("validation_failed");
    }

    private static String operation(String method, String path) {
        return "paths.'" + path + "'." + method + ".";
    }

    private static JsonPath document() {
        return given().accept("application/json").get("/openapi").jsonPath();
    }
}
