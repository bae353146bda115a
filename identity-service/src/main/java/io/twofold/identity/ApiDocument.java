package io.twofold.identity;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.twofold.identity.problem.IdentityProblem;
import io.twofold.kit.problem.CommonProblem;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.problem.ProblemType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Adds to the document at {@code /openapi} what all endpoints share: who may call them, and what problems look like. A
 * resource names the codes of each status in words; here each gets its example.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {

    private static final String USER = "user";
    private static final String SERVICE = "service";
    private static final String CLIENT = "client";
    private static final String FLOW = "flow";
    private static final String PROBLEM = "Problem";

    private static final List<ProblemType> PROBLEMS = Stream.concat(
                    Arrays.stream(IdentityProblem.values()), Arrays.stream(CommonProblem.values()))
            .map(ProblemType.class::cast)
            .toList();

    /** Who may call, by the beginning of the path; the first that fits counts. */
    private static final Map<String, Optional<String>> CALLERS = callers();

    private static Map<String, Optional<String>> callers() {
        Map<String, Optional<String>> callers = new LinkedHashMap<>();
        callers.put("/.well-known", Optional.empty());
        callers.put("/oauth2/introspect", Optional.of(CLIENT));
        callers.put("/oauth2", Optional.empty());
        callers.put("/v1/accounts/export", Optional.of(SERVICE));
        callers.put("/v1/registrations/{id}", Optional.of(FLOW));
        callers.put("/v1/registrations", Optional.empty());
        callers.put("/v1/sign-ins/{id}", Optional.of(FLOW));
        callers.put("/v1/sign-ins", Optional.empty());
        callers.put("/v1/two-factor/undo", Optional.empty());
        callers.put("/v1", Optional.of(USER));
        return callers;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Components components =
                document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
        document.setComponents(components);
        addCallers(components);
        components.addSchema(PROBLEM, problemSchema());
        document.getPaths().getPathItems().forEach(ApiDocument::complete);
    }

    private static void addCallers(Components components) {
        components
                .addSecurityScheme(USER, bearer("A person's access token: aud is twofold-account."))
                .addSecurityScheme(
                        SERVICE, bearer("A service's access token (client credentials): aud is identity-service."))
                .addSecurityScheme(
                        CLIENT,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("basic")
                                .description("A client's id and secret; in the form instead, if you like."))
                .addSecurityScheme(
                        FLOW,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("Flow-Token")
                                .description("The flowToken that the flow's first step gave."));
    }

    private static SecurityScheme bearer(String description) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description(description);
    }

    private static void complete(String path, PathItem item) {
        Optional<String> caller = CALLERS.entrySet().stream()
                .filter(entry -> path.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .flatMap(scheme -> scheme);
        boolean oauth = path.startsWith("/oauth2");
        item.getOperations().values().forEach(operation -> {
            caller.ifPresent(scheme -> operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(scheme)));
            if (!oauth) {
                describeProblems(operation);
            }
        });
    }

    private static void describeProblems(Operation operation) {
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.compareTo("400") >= 0 && response.getContent() == null) {
                response.setContent(
                        OASFactory.createContent().addMediaType("application/problem+json", problems(response)));
            }
        });
    }

    private static MediaType problems(APIResponse response) {
        MediaType content =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM));
        String description = Optional.ofNullable(response.getDescription()).orElse("");
        PROBLEMS.stream()
                .filter(problem -> Pattern.compile("\\b" + problem.code() + "\\b")
                        .matcher(description)
                        .find())
                .forEach(problem -> content.addExample(
                        problem.code(),
                        OASFactory.createExample().value(Problem.of(problem).body())));
        return content;
    }

    private static Schema problemSchema() {
        Schema code = text().enumeration(PROBLEMS.stream()
                .map(ProblemType::code)
                .map(Object.class::cast)
                .toList());
        return OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.OBJECT))
                .description("RFC 9457, with a stable code. Some have further members, such as attemptsLeft.")
                .required(List.of("type", "title", "status", "detail", "code"))
                .addProperty("type", text())
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().type(List.of(Schema.SchemaType.INTEGER)))
                .addProperty("detail", text())
                .addProperty("code", code);
    }

    private static Schema text() {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
    }
}
