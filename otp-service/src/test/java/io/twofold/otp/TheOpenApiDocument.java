package io.twofold.otp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.kit.problem.CommonProblem;
import io.twofold.otp.challenge.ChallengeProblems;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
        assertThat(document.at("/components/securitySchemes/serviceToken/flows/clientCredentials/scopes")
                        .has("otp"))
                .isTrue();
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
                        "post /v1/challenges/{id}/verify");
    }

    @Test
    void namesEveryProblem() {
        Stream<String> common = Arrays.stream(CommonProblem.values())
                .filter(problem -> problem != CommonProblem.REAUTHENTICATION_REQUIRED // asked of persons only
                        && problem != CommonProblem.METHOD_NOT_ALLOWED) // never the answer of a documented method
                .map(CommonProblem::code);
        Set<String> documented = new TreeSet<>(document.findValuesAsText("code"));
        assertThat(documented)
                .containsAll(Stream.concat(ChallengeProblems.codes(), common).toList());
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
