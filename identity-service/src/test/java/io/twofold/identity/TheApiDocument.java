package io.twofold.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.problem.IdentityProblem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@IdentityTest
class TheApiDocument {

    /** Every endpoint with every status that it can answer. */
    private static final String ENDPOINTS = """
            post /v1/registrations                             202 400 406 413 415 422 500 503
            post /v1/registrations/{id}/code                   201 400 404 406 409 410 413 415 422 429 500 503
            post /v1/registrations/{id}/resend                 202 404 406 409 410 429 500 503
            post /v1/sign-ins                                  200 400 401 406 413 415 422 429 500 503
            get /v1/sign-ins/{id}                              200 404 406 410 500 503
            delete /v1/sign-ins/{id}                           204 404 406 500 503
            post /v1/sign-ins/{id}/codes                       202 400 404 406 409 410 413 415 422 429 500 503
            post /v1/sign-ins/{id}/verify                      200 400 404 406 409 410 413 415 422 429 500 503
            post /v1/two-factor/undo                           204 400 406 410 413 415 422 500 503
            post /oauth2/token                                 200 400 401 406 413 500 503
            post /oauth2/introspect                            200 400 401 403 406 413 500 503
            post /oauth2/revoke                                200 400 401 406 413 500 503
            get /.well-known/jwks.json                         200 406 500 503
            get /.well-known/oauth-authorization-server        200 406 500 503
            post /v1/reauthentications                         200 400 401 406 413 415 422 429 500 503
            get /v1/account                                    200 401 406 500 503
            delete /v1/account                                 202 401 403 406 500 503
            post /v1/account/password                          204 400 401 403 406 413 415 422 429 500 503
            get /v1/accounts/export                            200 401 403 406 422 500 503
            post /v1/two-factor/enrollments                    202 400 401 406 409 413 415 422 429 500 503
            get /v1/two-factor/enrollments/{id}                200 401 404 406 500 503
            delete /v1/two-factor/enrollments/{id}             204 401 404 406 500 503
            post /v1/two-factor/enrollments/{id}/resend        202 400 401 404 406 409 410 413 415 422 429 500 503
            post /v1/two-factor/enrollments/{id}/verify        200 400 401 404 406 409 410 413 415 422 429 500 503
            delete /v1/two-factor                              204 401 403 406 409 500 503
            get /v1/phone-numbers                              200 401 406 500 503
            post /v1/phone-numbers                             202 400 401 403 406 409 413 415 422 429 500 503
            delete /v1/phone-numbers/{id}                      204 401 403 404 406 409 500 503
            get /v1/phone-numbers/verifications/{id}           200 401 404 406 500 503
            delete /v1/phone-numbers/verifications/{id}        204 401 404 406 500 503
            post /v1/phone-numbers/verifications/{id}/resend   202 400 401 404 406 409 410 413 415 422 429 500 503
            post /v1/phone-numbers/verifications/{id}/verify   200 400 401 404 406 409 410 413 415 422 429 500 503
            get /v1/devices                                    200 401 406 500 503
            patch /v1/devices/{id}                             200 400 401 404 406 413 415 422 500 503
            delete /v1/devices/{id}                            204 401 403 404 406 500 503
            get /v1/sessions                                   200 401 406 500 503
            delete /v1/sessions                                204 401 406 500 503
            delete /v1/sessions/{id}                           204 401 404 406 500 503
            post /v1/sign-out                                  204 401 406 500 503
            """;

    private JsonNode document;
    private final Map<String, JsonNode> operations = new TreeMap<>();

    @BeforeEach
    void read() throws Exception {
        document = new ObjectMapper()
                .readTree(given().accept("application/json").get("/openapi").asString());
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation ->
                                operations.put(operation.getKey() + " " + path.getKey(), operation.getValue())));
    }

    @Test
    void isOpenApi31() {
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(given().get("/openapi").asString()).startsWith("---\nopenapi: 3.1");
    }

    @Test
    void namesEveryEndpointWithASummaryAndEveryStatus() {
        Map<String, Set<String>> named = new TreeMap<>();
        operations.forEach((endpoint, operation) -> {
            assertThat(operation.path("summary").asText()).as(endpoint).isNotBlank();
            named.put(
                    endpoint,
                    operation.path("responses").properties().stream()
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toCollection(TreeSet::new)));
        });
        assertThat(named).containsExactlyInAnyOrderEntriesOf(endpoints());
    }

    @Test
    void showsEveryProblemWhereItIsAnswered() {
        Set<String> shown = new TreeSet<>();
        operations.forEach((endpoint, operation) -> problems(operation).forEach((status, examples) -> {
            assertThat(examples.size()).as(endpoint + " " + status).isPositive();
            examples.properties().forEach(example -> {
                JsonNode problem = example.getValue().path("value");
                assertThat(problem.path("code").asText()).isEqualTo(example.getKey());
                assertThat(problem.path("status").asText()).as(endpoint).isEqualTo(status);
                shown.add(example.getKey());
            });
        }));
        assertThat(shown)
                .containsAll(Stream.of(IdentityProblem.values())
                        .map(IdentityProblem::code)
                        .toList())
                .doesNotContain("already_done", "request_in_progress", "idempotency_key_reused");
    }

    @Test
    void showsHowManyTriesAreLeftAndWhyAPasswordIsWeak() {
        JsonNode paths = document.path("paths");
        String problems = "/post/responses/422/content/application~1problem+json/examples/";
        assertThat(paths.path("/v1/sign-ins/{id}/verify")
                        .at(problems + "incorrect_code/value/attemptsLeft")
                        .isInt())
                .isTrue();
        assertThat(paths.path("/v1/registrations").at(problems + "weak_password/value/reasons"))
                .isNotEmpty();
    }

    @Test
    void showsEveryBodyAndEveryAnswer() {
        operations.forEach((endpoint, operation) -> {
            operation
                    .at("/requestBody/content")
                    .forEach(content -> assertThat(content.path("examples").size())
                            .as(endpoint)
                            .isPositive());
            operation
                    .path("responses")
                    .forEach(response -> response.path("content")
                            .forEach(content -> assertThat(
                                            content.path("examples").size())
                                    .as(endpoint)
                                    .isPositive()));
        });
        assertThat(operations.values().stream().filter(operation -> operation.has("requestBody")))
                .hasSizeGreaterThan(15);
    }

    @Test
    void everyExampleItReferToIsThere() {
        assertThat(document.findValuesAsText("$ref").stream()
                        .filter(reference -> document.at(reference.substring(1)).isMissingNode()))
                .isEmpty();
    }

    @Test
    void saysOfEachEndpointWhoMayCallIt() {
        operations.forEach((endpoint, operation) -> assertThat(isClosed(endpoint))
                .as(endpoint)
                .isEqualTo(operation.path("security").toString().matches(".*(user|service).*")));
    }

    @Test
    void saysWhichStepsNeedTheFlowsToken() {
        assertThat(operations.entrySet().stream()
                        .filter(operation ->
                                operation.getValue().findValuesAsText("name").contains("Flow-Token"))
                        .allMatch(operation ->
                                operation.getValue().path("security").toString().contains("flow")))
                .isTrue();
    }

    private static Map<String, Set<String>> endpoints() {
        return ENDPOINTS
                .lines()
                .map(line -> Arrays.asList(line.split(" +")))
                .collect(Collectors.toMap(
                        line -> line.get(0) + " " + line.get(1), line -> new TreeSet<>(line.subList(2, line.size()))));
    }

    /** Examples of problem documents by status. */
    private static Map<String, JsonNode> problems(JsonNode operation) {
        return operation.path("responses").properties().stream()
                .filter(response -> response.getValue().path("content").has("application/problem+json"))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        response -> response.getValue().at("/content/application~1problem+json/examples")));
    }

    /** Whether it turns away whoever has no token. */
    private static boolean isClosed(String endpoint) {
        String[] methodAndPath = endpoint.split(" ", -1);
        Response answer = given().contentType("application/json")
                .body("{}")
                .request(
                        methodAndPath[0].toUpperCase(Locale.ROOT),
                        methodAndPath[1].replace("{id}", UUID.randomUUID().toString()));
        return answer.statusCode() == 401 && "unauthorized".equals(answer.path("code"));
    }
}
