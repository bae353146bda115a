package io.twofold.identity.signin;

import static io.twofold.identity.problem.IdentityProblem.INVALID_CREDENTIALS;
import static io.twofold.identity.problem.IdentityProblem.SIGN_IN_EXPIRED;
import static io.twofold.identity.problem.IdentityProblem.TOO_MANY_ATTEMPTS;
import static io.twofold.kit.problem.CommonProblem.NOT_FOUND;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.identity.password.Password;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.kit.http.ClientAddress;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.Caller;
import io.twofold.kit.token.OpenCall;
import io.twofold.kit.token.UserCall;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The password step of signing in and of proving oneself anew, and what a pending sign-in looks like. */
@Path("/v1")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class SignInResource {

    private final StartSignIn startSignIn;
    private final Reauthenticate reauthenticate;
    private final SignIns signIns;
    private final CancelSignIn cancelSignIn;
    private final OfferSecondFactor offerSecondFactor;
    private final ClientAddress clientAddress;
    private final Caller caller;
    private final Clock clock;

    SignInResource(
            StartSignIn startSignIn,
            Reauthenticate reauthenticate,
            SignIns signIns,
            CancelSignIn cancelSignIn,
            OfferSecondFactor offerSecondFactor,
            ClientAddress clientAddress,
            Caller caller,
            Clock clock) {
        this.startSignIn = startSignIn;
        this.reauthenticate = reauthenticate;
        this.signIns = signIns;
        this.cancelSignIn = cancelSignIn;
        this.offerSecondFactor = offerSecondFactor;
        this.clientAddress = clientAddress;
        this.caller = caller;
        this.clock = clock;
    }

    /** The password once more. */
    @Schema(name = "Reauthentication")
    public record Reauthentication(
            @NotEmpty @Size(max = 1024) String password) {

        @Override
        public String toString() {
            return "******";
        }
    }

    @POST
    @Path("/sign-ins")
    @OpenCall
    @Operation(
            summary = "Sign in",
            description = "Unknown address, wrong password, waiting and locked look alike and take as long.")
    @APIResponse(
            responseCode = "200",
            description = "Signed in, or a second factor is needed",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            oneOf = {
                                                SignInAnswer.Complete.class,
                                                SignInAnswer.SecondFactorRequired.class
                                            })))
    @APIResponse(responseCode = "401", description = "invalid_credentials")
    @APIResponse(responseCode = "429", description = "too_many_attempts: too many failures from this address")
    public Response signIn(@Valid @NotNull SignInRequest request, @Context HttpServerRequest http) {
        return switch (startSignIn.start(request, clientAddress.of(http))) {
            case StartSignIn.Outcome.SignedIn(var answer) -> Response.ok(answer).build();
            case StartSignIn.Outcome.SecondFactorNeeded(var answer) ->
                Response.ok(answer).build();
            case StartSignIn.Outcome.InvalidCredentials() ->
                Problem.of(INVALID_CREDENTIALS).response();
            case StartSignIn.Outcome.TooManyAttempts(var retryAfter) ->
                Problem.of(TOO_MANY_ATTEMPTS).retryAfter(retryAfter).response();
        };
    }

    @GET
    @Path("/sign-ins/{id}")
    @OpenCall
    @Operation(summary = "Look at a pending sign-in")
    @APIResponse(
            responseCode = "200",
            description = "It waits for a second factor",
            content = @Content(schema = @Schema(implementation = SignInAnswer.Pending.class)))
    @APIResponse(responseCode = "404", description = "not_found: no such sign-in for this Flow-Token")
    @APIResponse(responseCode = "410", description = "sign_in_expired: it was completed, cancelled or is too old")
    public Response find(@PathParam("id") UUID id, @HeaderParam("Flow-Token") @Nullable String flowToken) {
        Instant now = clock.instant();
        return signIns.find(id, OpaqueToken.ofHeader(flowToken))
                .map(signIn -> signIn.isOpen(now)
                        ? Response.ok(new SignInAnswer.Pending(
                                        signIn.id(), signIn.expiresAt(), offerSecondFactor.offer(signIn)))
                                .build()
                        : Problem.of(SIGN_IN_EXPIRED).response())
                .orElseGet(() -> Problem.of(NOT_FOUND).response());
    }

    @DELETE
    @Path("/sign-ins/{id}")
    @OpenCall
    @Operation(summary = "Cancel a pending sign-in")
    @APIResponse(responseCode = "204", description = "It is over")
    @APIResponse(responseCode = "404", description = "not_found: no such sign-in for this Flow-Token")
    public Response cancel(@PathParam("id") UUID id, @HeaderParam("Flow-Token") @Nullable String flowToken) {
        return cancelSignIn.cancel(id, OpaqueToken.ofHeader(flowToken))
                ? Response.noContent().build()
                : Problem.of(NOT_FOUND).response();
    }

    @POST
    @Path("/reauthentications")
    @UserCall
    @Operation(
            summary = "Prove yourself anew",
            description = "This session gets new tokens with a fresh auth_time, or a second factor is asked for.")
    @APIResponse(
            responseCode = "200",
            description = "Proven, or a second factor is needed",
            content =
                    @Content(
                            schema =
                                    @Schema(
                                            oneOf = {
                                                SignInAnswer.Complete.class,
                                                SignInAnswer.SecondFactorRequired.class
                                            })))
    @APIResponse(responseCode = "401", description = "unauthorized, invalid_credentials")
    @APIResponse(responseCode = "429", description = "too_many_attempts")
    public Response reauthenticate(@Valid @NotNull Reauthentication request, @Context HttpServerRequest http) {
        return switch (reauthenticate.prove(caller.user(), Password.of(request.password()), clientAddress.of(http))) {
            case Reauthenticate.Outcome.Proven(var answer) ->
                Response.ok(answer).build();
            case Reauthenticate.Outcome.SecondFactorNeeded(var answer) ->
                Response.ok(answer).build();
            case Reauthenticate.Outcome.InvalidCredentials() ->
                Problem.of(INVALID_CREDENTIALS).response();
            case Reauthenticate.Outcome.TooManyAttempts(var retryAfter) ->
                Problem.of(TOO_MANY_ATTEMPTS).retryAfter(retryAfter).response();
        };
    }
}
