package io.twofold.otp.conversion;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.kit.problem.CommonProblem;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.Caller;
import io.twofold.kit.token.ServiceCall;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/suspensions}: where sending is suspended, for operators. */
@Path("/v1/suspensions")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class SuspensionResource {

    private final Caller caller;
    private final Suspensions suspensions;
    private final WatchConversion watch;

    SuspensionResource(Caller caller, Suspensions suspensions, WatchConversion watch) {
        this.caller = caller;
        this.suspensions = suspensions;
        this.watch = watch;
    }

    /** Those that hold. */
    record Held(List<Suspension> suspensions) {}

    @GET
    @ServiceCall(scope = "admin")
    public Response list() throws SQLException {
        return Response.ok(new Held(suspensions.holding())).build();
    }

    @DELETE
    @Path("/{id}")
    @ServiceCall(scope = "admin")
    @APIResponse(responseCode = "204")
    public Response lift(@PathParam("id") String id) {
        boolean lifted = parse(id)
                .map(known -> watch.lift(known, caller.service().clientId()))
                .orElse(false);
        return lifted
                ? Response.noContent().build()
                : Problem.of(CommonProblem.NOT_FOUND).response();
    }

    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
