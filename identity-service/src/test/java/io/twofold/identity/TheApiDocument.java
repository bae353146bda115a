package io.twofold.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.twofold.identity.outside.IdentityTest;
import io.twofold.identity.problem.IdentityProblem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@IdentityTest
class TheApiDocument {

    private static final List<String> ENDPOINTS = List.of(
            "post /v1/registrations",
            "post /v1/registrations/{id}/code",
            "post /v1/registrations/{id}/resend",
            "post /v1/sign-ins",
            "get /v1/sign-ins/{id}",
            "delete /v1/sign-ins/{id}",
            "post /v1/sign-ins/{id}/codes",
            "post /v1/sign-ins/{id}/verify",
            "post /v1/two-factor/undo",
            "post /oauth2/token",
            "post /oauth2/introspect",
            "post /oauth2/revoke",
            "get /.well-known/jwks.json",
            "get /.well-known/oauth-authorization-server",
            "post /v1/reauthentications",
            "get /v1/account",
            "delete /v1/account",
            "post /v1/account/password",
            "get /v1/accounts/export",
            "post /v1/two-factor/enrollments",
            "get /v1/two-factor/enrollments/{id}",
            "delete /v1/two-factor/enrollments/{id}",
            "post /v1/two-factor/enrollments/{id}/resend",
            "post /v1/two-factor/enrollments/{id}/verify",
            "delete /v1/two-factor",
            "get /v1/phone-numbers",
            "post /v1/phone-numbers",
            "delete /v1/phone-numbers/{id}",
            "post /v1/phone-numbers/verifications/{id}/resend",
            "post /v1/phone-numbers/verifications/{id}/verify",
            "delete /v1/phone-numbers/verifications/{id}",
            "get /v1/devices",
            "patch /v1/devices/{id}",
            "delete /v1/devices/{id}",
            "get /v1/sessions",
            "delete /v1/sessions",
            "delete /v1/sessions/{id}",
            "post /v1/sign-out");

    @Test
    void isOpenApi31() {
        assertThat(document().getString("openapi")).startsWith("3.1");
        assertThat(given().get("/openapi").asString()).startsWith("---\nopenapi: 3.1");
    }

    @Test
    void namesEveryEndpointWithASummaryAndItsAnswers() {
        JsonPath document = document();

        assertThat(ENDPOINTS).allSatisfy(endpoint -> {
            String[] methodAndPath = endpoint.split(" ", -1);
            String operation = "paths.'" + methodAndPath[1] + "'." + methodAndPath[0];
            assertThat(document.getString(operation + ".summary")).isNotBlank();
            assertThat(document.getMap(operation + ".responses")).isNotEmpty();
        });
    }

    @Test
    void namesEveryProblem() {
        assertThat(document().getList("components.schemas.Problem.properties.code.enum", String.class))
                .containsAll(Stream.of(IdentityProblem.values())
                        .map(IdentityProblem::code)
                        .toList());
    }

    @Test
    void saysOfEachEndpointWhoMayCallIt() {
        JsonPath document = document();
        Map<String, Map<String, Map<String, Object>>> paths = document.getMap("paths");

        assertThat(paths)
                .isNotEmpty()
                .allSatisfy((path, operations) -> assertThat(operations)
                        .allSatisfy((method, operation) -> assertThat(isClosed(method, path))
                                .as(method + " " + path)
                                .isEqualTo(String.valueOf(operation.get("security"))
                                        .matches(".*(user|service).*"))));
    }

    @Test
    void showsWhatAProblemLooksLike() {
        JsonPath example = new JsonPath(given().accept("application/json")
                        .get("/openapi?format=JSON")
                        .asString())
                .setRootPath("paths.'/v1/account/password'.post.responses.'422'.content.'application/problem+json'");

        assertThat(example.getString("examples.weak_password.value.code")).isEqualTo("weak_password");
        assertThat(example.getString("schema.'$ref'")).endsWith("/Problem");
    }

    /** Whether it turns away whoever has no token. */
    private static boolean isClosed(String method, String path) {
        Response answer = given().contentType("application/json")
                .body("{}")
                .request(
                        method.toUpperCase(Locale.ROOT),
                        path.replace("{id}", UUID.randomUUID().toString()));
        return answer.statusCode() == 401 && "unauthorized".equals(answer.path("code"));
    }

    private static JsonPath document() {
        return given().accept("application/json").get("/openapi?format=JSON").jsonPath();
    }
}
