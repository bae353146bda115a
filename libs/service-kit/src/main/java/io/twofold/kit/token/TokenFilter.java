package io.twofold.kit.token;

import static io.twofold.kit.problem.CommonProblem.FORBIDDEN;
import static io.twofold.kit.problem.CommonProblem.UNAUTHORIZED;

import io.twofold.kit.problem.Problem;
import io.twofold.kit.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;

/** Lets a request through to its resource method only with the kind of token that the method names. */
@Provider
@Priority(Priorities.AUTHENTICATION)
class TokenFilter implements ContainerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final TokenVerifier verifier;
    private final Instance<SessionCheck> sessions;
    private final Caller caller;
    private final ResourceInfo resource;

    TokenFilter(
            TokenVerifier verifier, Instance<SessionCheck> sessions, Caller caller, @Context ResourceInfo resource) {
        this.verifier = verifier;
        this.sessions = sessions;
        this.caller = caller;
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = resource.getResourceMethod();
        if (method.isAnnotationPresent(OpenCall.class)) {
            return;
        }
        if (method.isAnnotationPresent(UserCall.class)) {
            caller.is(bearer(request)
                    .flatMap(verifier::user)
                    .filter(token -> sessions.get().isLive(token))
                    .orElseThrow(() -> unauthorized(request)));
            return;
        }
        ServiceCall call = method.getAnnotation(ServiceCall.class);
        if (call == null) {
            throw Problem.of(FORBIDDEN).exception();
        }
        ServiceToken token = bearer(request).flatMap(verifier::service).orElseThrow(() -> unauthorized(request));
        if (!token.scopes().contains(call.scope())) {
            throw Problem.of(FORBIDDEN)
                    .header(
                            HttpHeaders.WWW_AUTHENTICATE,
                            "Bearer error=\"insufficient_scope\", scope=\"" + call.scope() + "\"")
                    .exception();
        }
        caller.is(token);
    }

    private static Optional<String> bearer(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private static ProblemException unauthorized(ContainerRequestContext request) {
        boolean sent = request.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
        return Problem.of(UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, sent ? "Bearer error=\"invalid_token\"" : "Bearer")
                .exception();
    }
}
