package io.twofold.kit.document;

import static io.twofold.kit.problem.CommonProblem.ALREADY_DONE;
import static io.twofold.kit.problem.CommonProblem.FORBIDDEN;
import static io.twofold.kit.problem.CommonProblem.IDEMPOTENCY_KEY_REUSED;
import static io.twofold.kit.problem.CommonProblem.INTERNAL_ERROR;
import static io.twofold.kit.problem.CommonProblem.MALFORMED_REQUEST;
import static io.twofold.kit.problem.CommonProblem.NOT_ACCEPTABLE;
import static io.twofold.kit.problem.CommonProblem.NOT_FOUND;
import static io.twofold.kit.problem.CommonProblem.REQUEST_IN_PROGRESS;
import static io.twofold.kit.problem.CommonProblem.REQUEST_TOO_LARGE;
import static io.twofold.kit.problem.CommonProblem.TEMPORARILY_UNAVAILABLE;
import static io.twofold.kit.problem.CommonProblem.UNAUTHORIZED;
import static io.twofold.kit.problem.CommonProblem.UNSUPPORTED_MEDIA_TYPE;
import static io.twofold.kit.problem.CommonProblem.VALIDATION_FAILED;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.problem.ProblemType;
import io.twofold.kit.token.ServiceCall;
import io.twofold.kit.token.UserCall;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;

/** Completes the document of a service while it is built. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {

    private static final String USER = "user";
    private static final String SERVICE = "service";
    private static final String PROBLEM = "Problem";
    private static final String JSON = "application/json";
    private static final String ANY = "*/*";
    private static final int TOO_MANY_REQUESTS = 429;

    private final Map<String, SecurityRequirement> callers;
    private final List<ProblemType> problems;

    /** @param index the classes of the service and its libraries */
    public ApiDocument(IndexView index) {
        this.callers = callers(index);
        this.problems = index.getAllKnownImplementations(ProblemType.class).stream()
                .filter(ClassInfo::isEnum)
                .flatMap(ApiDocument::constants)
                .toList();
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Components components =
                document.getComponents() == null ? OASFactory.createComponents() : document.getComponents();
        document.setComponents(components);
        components
                .addSchema(PROBLEM, problemSchema())
                .addHeader(HttpHeaders.RETRY_AFTER, retryAfter())
                .addSecurityScheme(USER, bearer("A person's access token: aud is twofold-account."))
                .addSecurityScheme(
                        SERVICE,
                        bearer(
                                "A service's access token (client credentials): aud is this service, and the scope is one"
                                        + " that the operation names."));
        document.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> complete(operation, method + " " + path)));
    }

    private void complete(Operation operation, String endpoint) {
        Optional.ofNullable(operation.getRequestBody())
                .map(RequestBody::getContent)
                .ifPresent(ApiDocument::asJson);
        dropTheFrameworksWords(operation.getResponses());
        operation.getResponses().getAPIResponses().values().forEach(ApiDocument::withoutEmptyBody);
        Set<ProblemType> possible = new LinkedHashSet<>(ofEveryOperation(operation));
        SecurityRequirement caller = callers.get(endpoint);
        if (caller != null) {
            operation.addSecurityRequirement(caller);
            possible.add(UNAUTHORIZED);
            if (caller.hasScheme(SERVICE)) {
                possible.add(FORBIDDEN);
            }
        }
        Map<Integer, Set<ProblemType>> byStatus = new TreeMap<>();
        Stream.concat(named(operation), possible.stream())
                .forEach(problem -> byStatus.computeIfAbsent(problem.status(), _ -> new LinkedHashSet<>())
                        .add(problem));
        byStatus.forEach((status, answers) -> describe(operation, status, answers));
    }

    /** Resources take any media type, so that a wrong one is answered after the token is checked; what they read is JSON. */
    private static void asJson(Content content) {
        MediaType any = content.getMediaType(ANY);
        if (any == null || isText(any.getSchema())) {
            return;
        }
        MediaType json = content.getMediaType(JSON);
        content.removeMediaType(ANY);
        content.addMediaType(JSON, json == null ? any : json.schema(any.getSchema()));
    }

    private static boolean isText(Schema schema) {
        return schema != null && schema.getType() != null && schema.getType().contains(Schema.SchemaType.STRING);
    }

    /** A 400 that the framework gives every operation with a body. */
    private static void dropTheFrameworksWords(APIResponses responses) {
        String status = Integer.toString(MALFORMED_REQUEST.status());
        APIResponse response = responses.getAPIResponse(status);
        if (response != null && "Bad Request".equals(response.getDescription())) {
            responses.removeAPIResponse(status);
        }
    }

    /** The framework gives each answer a body, of which it then has nothing to say. */
    private static void withoutEmptyBody(APIResponse response) {
        Content content = response.getContent();
        if (content != null
                && content.getMediaTypes().values().stream()
                        .allMatch(body -> saysNothing(body.getSchema()) && body.getExamples() == null)) {
            response.setContent(null);
        }
    }

    private static boolean saysNothing(Schema schema) {
        return schema == null || (schema.getRef() == null && schema.getType() == null && schema.getAnyOf() == null);
    }

    /** What follows from the operation's shape. */
    private static Set<ProblemType> ofEveryOperation(Operation operation) {
        Set<ProblemType> possible =
                new LinkedHashSet<>(List.of(NOT_ACCEPTABLE, INTERNAL_ERROR, TEMPORARILY_UNAVAILABLE));
        if (operation.getRequestBody() != null) {
            possible.add(REQUEST_TOO_LARGE);
            if (operation.getRequestBody().getContent().hasMediaType(JSON)) {
                possible.addAll(List.of(MALFORMED_REQUEST, UNSUPPORTED_MEDIA_TYPE, VALIDATION_FAILED));
            }
        }
        List<Parameter> parameters =
                Optional.ofNullable(operation.getParameters()).orElse(List.of());
        for (Parameter parameter : parameters) {
            if (parameter.getIn() == Parameter.In.PATH && isIdOfOurs(parameter)) {
                possible.add(NOT_FOUND);
            }
            if (parameter.getIn() == Parameter.In.QUERY) {
                possible.add(VALIDATION_FAILED);
            }
            if ("Idempotency-Key".equals(parameter.getName())) {
                possible.addAll(List.of(ALREADY_DONE, REQUEST_IN_PROGRESS, IDEMPOTENCY_KEY_REUSED));
            }
        }
        return possible;
    }

    /** A provider's webhook takes any text in its place. */
    private static boolean isIdOfOurs(Parameter parameter) {
        return "id".equals(parameter.getName());
    }

    /** The problems whose codes stand in the description of the response with their status. */
    private Stream<ProblemType> named(Operation operation) {
        return problems.stream()
                .filter(problem -> Optional.ofNullable(
                                operation.getResponses().getAPIResponse(Integer.toString(problem.status())))
                        .map(APIResponse::getDescription)
                        .filter(description -> names(description, problem))
                        .isPresent());
    }

    private static boolean names(String description, ProblemType problem) {
        return Pattern.compile("\\b" + problem.code() + "\\b")
                .matcher(description)
                .find();
    }

    private static void describe(Operation operation, int status, Set<ProblemType> answers) {
        APIResponse response = Optional.ofNullable(operation.getResponses().getAPIResponse(Integer.toString(status)))
                .orElseGet(OASFactory::createAPIResponse);
        String said = Optional.ofNullable(response.getDescription()).orElse("");
        String unsaid = answers.stream()
                .filter(problem -> !names(said, problem))
                .map(ProblemType::code)
                .sorted()
                .collect(Collectors.joining(", "));
        response.setDescription(
                Stream.of(said, unsaid).filter(words -> !words.isEmpty()).collect(Collectors.joining(", ")));
        MediaType content =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM));
        answers.forEach(problem ->
                content.addExample(problem.code(), OASFactory.createExample().value(example(problem))));
        response.setContent(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE.toString(), content));
        if (status == TOO_MANY_REQUESTS || status == TEMPORARILY_UNAVAILABLE.status()) {
            response.addHeader(
                    HttpHeaders.RETRY_AFTER, OASFactory.createHeader().ref(HttpHeaders.RETRY_AFTER));
        }
        operation.getResponses().addAPIResponse(Integer.toString(status), response);
    }

    private static Map<String, Object> example(ProblemType type) {
        Problem problem = Problem.of(type);
        for (Map.Entry<String, Object> member : new TreeMap<>(type.exampleMembers()).entrySet()) {
            problem = problem.with(member.getKey(), member.getValue());
        }
        return problem.body();
    }

    /** Who may call, by method and path, as the token checks will see it. */
    private static Map<String, SecurityRequirement> callers(IndexView index) {
        Map<String, SecurityRequirement> callers = new TreeMap<>();
        index.getAnnotations(UserCall.class)
                .forEach(call -> callers.put(
                        Endpoint.of(call.target().asMethod()),
                        OASFactory.createSecurityRequirement().addScheme(USER)));
        index.getAnnotations(ServiceCall.class)
                .forEach(call -> callers.put(
                        Endpoint.of(call.target().asMethod()),
                        OASFactory.createSecurityRequirement()
                                .addScheme(SERVICE, call.value("scope").asString())));
        return callers;
    }

    private static Stream<ProblemType> constants(ClassInfo problems) {
        try {
            Class<?> type = Class.forName(
                    problems.name().toString(), true, Thread.currentThread().getContextClassLoader());
            return Arrays.stream(type.getEnumConstants()).map(ProblemType.class::cast);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SecurityScheme bearer(String description) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description(description);
    }

    private static Header retryAfter() {
        return OASFactory.createHeader()
                .description("Seconds to wait; where waiting is useless, until the thing expires.")
                .schema(of(Schema.SchemaType.INTEGER));
    }

    private static Schema problemSchema() {
        return of(Schema.SchemaType.OBJECT)
                .description("RFC 9457, with a stable code. Some have further members, such as attemptsLeft.")
                .required(List.of("type", "title", "status", "detail", "code"))
                .addProperty("type", of(Schema.SchemaType.STRING))
                .addProperty("title", of(Schema.SchemaType.STRING))
                .addProperty("status", of(Schema.SchemaType.INTEGER))
                .addProperty("detail", of(Schema.SchemaType.STRING))
                .addProperty("code", of(Schema.SchemaType.STRING));
    }

    private static Schema of(Schema.SchemaType type) {
        return OASFactory.createSchema().type(List.of(type));
    }
}
