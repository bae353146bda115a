package io.twofold.kit.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One error answer. Immutable: each {@code with…} gives a new one. */
public final class Problem {

    /** RFC 9457 §3. */
    public static final MediaType MEDIA_TYPE = MediaType.valueOf("application/problem+json");

    private final ProblemType type;
    private final Map<String, Object> members;
    private final Map<String, String> headers;

    private Problem(ProblemType type, Map<String, Object> members, Map<String, String> headers) {
        this.type = type;
        this.members = members;
        this.headers = headers;
    }

    public static Problem of(ProblemType type) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:twofold:problem:" + type.code());
        members.put("title", type.title());
        members.put("status", type.status());
        members.put("detail", type.detail());
        members.put("code", type.code());
        return new Problem(type, members, Map.of());
    }

    /** 422 {@code validation_failed} that names what to mend. */
    public static Problem invalid(List<Violation> violations) {
        return of(CommonProblem.VALIDATION_FAILED).with("violations", violations);
    }

    /** 422 {@code validation_failed} for one field. */
    public static Problem invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)));
    }

    /** Adds an extension member (RFC 9457 §3.2). */
    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(type, more, headers);
    }

    /** Replaces the general advice by one that fits this case better. Never pass an exception's message. */
    public Problem detail(String detail) {
        return with("detail", detail);
    }

    public Problem header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, members, more);
    }

    /** {@code Retry-After} in whole seconds, rounded up, at least one (RFC 9110 §10.2.3). */
    public Problem retryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    }

    public ProblemType type() {
        return type;
    }

    /** The JSON members of the body, in their order. */
    public Map<String, Object> body() {
        return Collections.unmodifiableMap(members);
    }

    Map<String, Object> members() {
        return members;
    }

    public Response response() {
        Response.ResponseBuilder answer =
                Response.status(type.status()).type(MEDIA_TYPE).entity(members);
        headers.forEach(answer::header);
        return answer.build();
    }

    /** For the few places that can't return an answer, such as a filter or a check shared by many endpoints. */
    public ProblemException exception() {
        return new ProblemException(this);
    }
}
