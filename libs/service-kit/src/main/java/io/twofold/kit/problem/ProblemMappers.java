package io.twofold.kit.problem;

import static io.twofold.kit.problem.CommonProblem.INTERNAL_ERROR;
import static io.twofold.kit.problem.CommonProblem.MALFORMED_REQUEST;
import static io.twofold.kit.problem.CommonProblem.METHOD_NOT_ALLOWED;
import static io.twofold.kit.problem.CommonProblem.NOT_ACCEPTABLE;
import static io.twofold.kit.problem.CommonProblem.NOT_FOUND;
import static io.twofold.kit.problem.CommonProblem.REQUEST_TOO_LARGE;
import static io.twofold.kit.problem.CommonProblem.TEMPORARILY_UNAVAILABLE;
import static io.twofold.kit.problem.CommonProblem.UNSUPPORTED_MEDIA_TYPE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.twofold.kit.database.DatabaseTrouble;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns whatever a resource didn't answer itself into a problem. */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final Duration SHORTLY = Duration.ofSeconds(2);

    @ServerExceptionMapper
    public Response decided(ProblemException thrown) {
        return thrown.problem().response();
    }

    /** By name, or the framework's own mapper, being more specific than the next, would answer. */
    @ServerExceptionMapper
    public Response misshapen(MismatchedInputException thrown) {
        return unreadable(thrown);
    }

    @ServerExceptionMapper
    public Response unreadable(JsonProcessingException thrown) {
        return ofJson(thrown).response();
    }

    /** The body ended early, or its bytes aren't text. Calls of ours that fail are {@link UnavailableException}s. */
    @ServerExceptionMapper
    public Response unreadable(IOException thrown) {
        return findCause(thrown, ProblemException.class) instanceof ProblemException decided
                ? decided(decided)
                : Problem.of(MALFORMED_REQUEST).response();
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException thrown) {
        return Problem.invalid(thrown.getConstraintViolations().stream()
                        .map(ProblemMappers::violation)
                        .distinct()
                        .toList())
                .response();
    }

    @ServerExceptionMapper
    public Response unavailable(UnavailableException thrown) {
        LOG.warnf("Dependency unavailable: %s", thrown.getMessage());
        return unavailable();
    }

    @ServerExceptionMapper
    public Response refusedByFramework(WebApplicationException thrown) {
        Throwable cause = thrown.getCause();
        if (cause instanceof ProblemException decided) {
            return decided(decided);
        }
        if (cause instanceof JsonProcessingException json) {
            return unreadable(json);
        }
        return switch (thrown.getResponse().getStatus()) {
            case 400 -> Problem.of(MALFORMED_REQUEST).response();
            case 404 -> Problem.of(NOT_FOUND).response();
            case 405 -> methodNotAllowed(thrown);
            case 406 -> Problem.of(NOT_ACCEPTABLE).response();
            case 413 -> Problem.of(REQUEST_TOO_LARGE).response();
            case 415 -> Problem.of(UNSUPPORTED_MEDIA_TYPE).response();
            default -> unexpected(thrown);
        };
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable thrown) {
        if (DatabaseTrouble.isPassing(thrown) || hasCause(thrown, FaultToleranceException.class)) {
            LOG.warnf("Answered 503: %s", rootOf(thrown).getClass().getSimpleName());
            return unavailable();
        }
        if (findCause(thrown, ProblemException.class) instanceof ProblemException decided) {
            return decided(decided);
        }
        if (findCause(thrown, UnavailableException.class) instanceof UnavailableException down) {
            return unavailable(down);
        }
        LOG.error("A request failed unexpectedly", thrown);
        return Problem.of(INTERNAL_ERROR).response();
    }

    /** Bad JSON is 400; good JSON of the wrong shape is 422 and says where. */
    private static Problem ofJson(JsonProcessingException thrown) {
        if (thrown instanceof MismatchedInputException mismatch) {
            return Problem.invalid(pathOf(mismatch), "has the wrong type or form");
        }
        if (findCause(thrown, ProblemException.class) instanceof ProblemException decided) {
            return decided.problem();
        }
        return Problem.of(MALFORMED_REQUEST);
    }

    private static String pathOf(JsonMappingException thrown) {
        return thrown.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static Violation violation(ConstraintViolation<?> violation) {
        List<Path.Node> nodes = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .toList();
        // The first two nodes are the resource method and its parameter: ours, not the caller's.
        String field = nodes.stream().skip(2).map(Path.Node::toString).collect(Collectors.joining("."));
        return new Violation(field, violation.getMessage());
    }

    private static Response methodNotAllowed(WebApplicationException thrown) {
        Problem problem = Problem.of(METHOD_NOT_ALLOWED);
        String allowed = thrown.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return (allowed == null ? problem : problem.header(HttpHeaders.ALLOW, allowed)).response();
    }

    private static Response unavailable() {
        return Problem.of(TEMPORARILY_UNAVAILABLE).retryAfter(SHORTLY).response();
    }

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
        return findCause(thrown, type) != null;
    }

    private static @Nullable Throwable findCause(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return cause;
            }
        }
        return null;
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
