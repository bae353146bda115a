package io.twofold.gateway;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.twofold.kit.problem.CommonProblem;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.problem.ProblemType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Adds to the document at {@code /openapi} what all endpoints share: how to authenticate, and every problem. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class GatewayDocument implements OASFilter {

    /** What doesn't happen here: nothing is created under a key, and nobody signs in. */
    private static final Set<CommonProblem> ELSEWHERE = EnumSet.of(
            CommonProblem.REAUTHENTICATION_REQUIRED,
            CommonProblem.ALREADY_DONE,
            CommonProblem.REQUEST_IN_PROGRESS,
            CommonProblem.IDEMPOTENCY_KEY_REUSED);

    private static final String SCHEMA = "Problem";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents()
                .addSecurityScheme(
                        "service",
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description(
                                        "A service token (client credentials) whose audience is sms-gateway-service."))
                .addSchema(SCHEMA, problemSchema());
        problems().forEach(problem -> document.getComponents().addResponse(problem.code(), response(problem)));
        if (document.getPaths() != null) {
            document.getPaths().getPathItems().values().forEach(GatewayDocument::addProblems);
        }
    }

    private static List<ProblemType> problems() {
        return EnumSet.complementOf(EnumSet.copyOf(ELSEWHERE)).stream()
                .map(ProblemType.class::cast)
                .toList();
    }

    private static void addProblems(PathItem path) {
        path.getOperations().values().forEach(operation -> {
            boolean authenticated = operation.getSecurity() != null;
            for (ProblemType problem : problems()) {
                boolean fits = authenticated || problem.status() != CommonProblem.UNAUTHORIZED.status();
                if (fits) {
                    addProblem(operation, problem);
                }
            }
        });
    }

    private static void addProblem(Operation operation, ProblemType problem) {
        String status = Integer.toString(problem.status());
        if (!operation.getResponses().hasAPIResponse(status)) {
            operation
                    .getResponses()
                    .addAPIResponse(status, OASFactory.createAPIResponse().ref(problem.code()));
        }
    }

    private static APIResponse response(ProblemType problem) {
        return OASFactory.createAPIResponse()
                .description("`" + problem.code() + "`: " + problem.title())
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(SCHEMA))
                                        .example(Problem.of(problem).body())));
    }

    private static Schema problemSchema() {
        Schema text = OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
        return OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.OBJECT))
                .description("RFC 9457, with a stable code")
                .required(List.of("type", "title", "status", "detail", "code"))
                .addProperty("type", text)
                .addProperty("title", text)
                .addProperty("status", OASFactory.createSchema().type(List.of(Schema.SchemaType.INTEGER)))
                .addProperty("detail", text)
                .addProperty("code", text);
    }
}
