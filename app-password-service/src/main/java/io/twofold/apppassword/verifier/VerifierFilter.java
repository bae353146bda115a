package io.twofold.apppassword.verifier;

import static io.twofold.kit.problem.CommonProblem.UNAUTHORIZED;

import io.twofold.kit.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Turns away whoever isn't a verifier, before anything is read of the request's body. */
@Provider
@VerifierCall
@Priority(Priorities.AUTHENTICATION)
class VerifierFilter implements ContainerRequestFilter {

    private final Verifiers verifiers;

    VerifierFilter(Verifiers verifiers) {
        this.verifiers = verifiers;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (verifiers
                .authenticate(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .isEmpty()) {
            throw Problem.of(UNAUTHORIZED)
                    .detail("Send the name and secret of a verifier by HTTP Basic.")
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"app-passwords\", charset=\"UTF-8\"")
                    .exception();
        }
    }
}
