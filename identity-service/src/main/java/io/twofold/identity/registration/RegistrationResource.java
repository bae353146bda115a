package io.twofold.identity.registration;

import static io.twofold.identity.problem.IdentityProblem.INVALID_EMAIL;
import static io.twofold.identity.problem.IdentityProblem.WEAK_PASSWORD;
import static io.twofold.kit.problem.CommonProblem.NOT_FOUND;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.identity.password.Password;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.kit.http.ClientAddress;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.OpenCall;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/registrations}. Who has a registration's flow token is its owner. */
@Path("/v1/registrations")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Registration")
public class RegistrationResource {

    private static final String DEFAULT_LOCALE = "en";

    private final StartRegistration startRegistration;
    private final ConfirmRegistration confirmRegistration;
    private final ResendRegistrationCode resendCode;
    private final ClientAddress clientAddress;

    RegistrationResource(
            StartRegistration startRegistration,
            ConfirmRegistration confirmRegistration,
            ResendRegistrationCode resendCode,
            ClientAddress clientAddress) {
        this.startRegistration = startRegistration;
        this.confirmRegistration = confirmRegistration;
        this.resendCode = resendCode;
        this.clientAddress = clientAddress;
    }

    /**
     * A person to be.
     *
     * @param locale BCP 47, for letters and messages
     */
    @Schema(name = "RegistrationRequest")
    public record Request(
            @NotEmpty @Schema(examples = "anna@example.com") String email,

            @NotEmpty @Schema(examples = "correct horse battery staple")
            String password,

            @Nullable @Size(max = 35) @Pattern(regexp = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", message = "must be a BCP 47 tag")
            @Schema(examples = "en")
            String locale) {

        @Override
        public String toString() {
            return "******";
        }
    }

    @Schema(name = "RegistrationCode")
    public record Code(
            @NotNull @Pattern(regexp = "[0-9]{6}", message = "must be six digits") @Schema(examples = "012345")
            String code) {

        @Override
        public String toString() {
            return "******";
        }
    }

    /**
     * A registration that waits for its code.
     *
     * @param flowToken to be sent as the header Flow-Token from now on
     */
    @Schema(name = "Registration")
    public record Started(UUID registrationId, String flowToken, Instant expiresAt) {

        @Override
        public String toString() {
            return "Started[registrationId=" + registrationId + "]";
        }
    }

    @Schema(name = "RegisteredAccount")
    public record Registered(UUID accountId, String email) {}

    @Schema(name = "RegistrationCodeSent")
    public record Sent(Instant resendAvailableAt, Instant expiresAt) {}

    @POST
    @OpenCall
    @Operation(
            summary = "Register",
            description = "A code goes to the address. The answer is the same whether or not it has an account.")
    @APIResponse(
            responseCode = "202",
            description = "A letter is on its way",
            content = @Content(schema = @Schema(implementation = Started.class)))
    @APIResponse(responseCode = "422", description = "invalid_email, weak_password with reasons, validation_failed")
    public Response register(@Valid @NotNull Request request, @Context HttpServerRequest http) {
        String locale = request.locale() == null ? DEFAULT_LOCALE : request.locale();
        return switch (startRegistration.start(
                request.email(), Password.of(request.password()), locale, clientAddress.of(http))) {
            case StartRegistration.Outcome.Started(var id, var flowToken, var expiresAt) ->
                Response.accepted(new Started(id, flowToken.text(), expiresAt)).build();
            case StartRegistration.Outcome.InvalidEmail() ->
                Problem.of(INVALID_EMAIL).response();
            case StartRegistration.Outcome.WeakPassword(var reasons) ->
                Problem.of(WEAK_PASSWORD).with("reasons", reasons).response();
            case StartRegistration.Outcome.Refused(var problem) -> problem.response();
        };
    }

    @POST
    @Path("/{id}/code")
    @OpenCall
    @Operation(summary = "Confirm the address")
    @APIResponse(
            responseCode = "201",
            description = "The account is there",
            content = @Content(schema = @Schema(implementation = Registered.class)))
    @APIResponse(responseCode = "404", description = "not_found: no such registration for this Flow-Token")
    @APIResponse(responseCode = "409", description = "code_already_used")
    @APIResponse(responseCode = "410", description = "code_expired")
    @APIResponse(
            responseCode = "422",
            description = "incorrect_code with attemptsLeft, code_superseded, validation_failed")
    @APIResponse(responseCode = "429", description = "too_many_attempts")
    public Response confirm(
            @PathParam("id") UUID id,
            @HeaderParam("Flow-Token") @Nullable String flowToken,
            @Valid @NotNull Code code) {
        return switch (confirmRegistration.confirm(id, OpaqueToken.ofHeader(flowToken), code.code())) {
            case ConfirmRegistration.Outcome.Registered(var accountId, var email) ->
                Response.status(Response.Status.CREATED)
                        .entity(new Registered(accountId, email))
                        .build();
            case ConfirmRegistration.Outcome.Refused(var problem) -> problem.response();
            case ConfirmRegistration.Outcome.Unknown() -> Problem.of(NOT_FOUND).response();
        };
    }

    @POST
    @Path("/{id}/resend")
    @OpenCall
    @Operation(
            summary = "Have another code mailed",
            description = "The one before is superseded; tries aren't given back.")
    @APIResponse(
            responseCode = "202",
            description = "Another letter is on its way",
            content = @Content(schema = @Schema(implementation = Sent.class)))
    @APIResponse(responseCode = "404", description = "not_found: no such registration for this Flow-Token")
    @APIResponse(responseCode = "409", description = "code_already_used")
    @APIResponse(responseCode = "410", description = "code_expired")
    @APIResponse(responseCode = "429", description = "resend_too_soon, too_many_codes, too_many_attempts")
    public Response resend(
            @PathParam("id") UUID id,
            @HeaderParam("Flow-Token") @Nullable String flowToken,
            @Context HttpServerRequest http) {
        return switch (resendCode.resend(id, OpaqueToken.ofHeader(flowToken), clientAddress.of(http))) {
            case ResendRegistrationCode.Outcome.Sent(var resendAvailableAt, var expiresAt) ->
                Response.accepted(new Sent(resendAvailableAt, expiresAt)).build();
            case ResendRegistrationCode.Outcome.Refused(var problem) -> problem.response();
            case ResendRegistrationCode.Outcome.Unknown() ->
                Problem.of(NOT_FOUND).response();
        };
    }
}
