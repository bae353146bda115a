package io.twofold.identity.twofactor;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.identity.problem.IdentityProblem;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.kit.http.ClientAddress;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.Caller;
import io.twofold.kit.token.OpenCall;
import io.twofold.kit.token.UserCall;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Turning two-factor authentication off, and undoing what somebody else turned on. */
@Path("/v1/two-factor")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Two-factor authentication")
public class TwoFactorResource {

    private final Caller caller;
    private final TurnOffTwoFactor turnOff;
    private final ClientAddress clientAddress;

    TwoFactorResource(Caller caller, TurnOffTwoFactor turnOff, ClientAddress clientAddress) {
        this.caller = caller;
        this.turnOff = turnOff;
        this.clientAddress = clientAddress;
    }

    /** @param token what stands behind the {@code #} of the notice letter's link */
    public record Undo(@NotBlank @Size(max = 128) String token) {

        @Override
        public String toString() {
            return "******";
        }
    }

    @DELETE
    @UserCall
    @Operation(
            summary = "Turn two-factor authentication off",
            description = "Within fourteen days of first turning it on. Trusted numbers and device trust are erased."
                    + " Needs a sign-in with two factors, at most five minutes old.")
    @APIResponse(responseCode = "204", description = "It is off")
    @APIResponse(responseCode = "401", description = "unauthorized, reauthentication_required")
    @APIResponse(responseCode = "403", description = "security_delay, with Retry-After")
    @APIResponse(responseCode = "409", description = "two_factor_permanent, two_factor_not_enabled")
    public Response off(@Context HttpServerRequest request) {
        return switch (turnOff.byOwner(caller.user(), clientAddress.of(request))) {
            case OFF -> Response.noContent().build();
            case NOT_ON -> Problem.of(IdentityProblem.TWO_FACTOR_NOT_ENABLED).response();
            case PERMANENT -> Problem.of(IdentityProblem.TWO_FACTOR_PERMANENT).response();
        };
    }

    @POST
    @Path("/undo")
    @OpenCall
    @Operation(
            summary = "Undo two-factor authentication that somebody else turned on",
            description = "With the token of the notice letter's link. Every session ends; a new password is needed.")
    @APIResponse(responseCode = "204", description = "It is off, and the password void")
    @APIResponse(responseCode = "410", description = "undo_link_expired: used, too old, or never one")
    public Response undo(@Valid @NotNull Undo undo, @Context HttpServerRequest request) {
        return turnOff.byLink(OpaqueToken.presented(undo.token()), clientAddress.of(request))
                ? Response.noContent().build()
                : Problem.of(IdentityProblem.UNDO_LINK_EXPIRED).response();
    }
}
