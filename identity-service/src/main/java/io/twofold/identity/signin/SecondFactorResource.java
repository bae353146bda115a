package io.twofold.identity.signin;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.identity.phone.ChallengeView;
import io.twofold.identity.phone.Method;
import io.twofold.identity.phone.TypedCode;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.kit.http.ClientAddress;
import io.twofold.kit.problem.CommonProblem;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.OpenCall;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The second step of a sign-in or reauthentication. Who has its flow token is its owner. */
@Path("/v1")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public class SecondFactorResource {

    private static final String FLOW_TOKEN = "Flow-Token";

    private final SendSignInCode sendCode;
    private final AnswerSignIn answerSignIn;
    private final ClientAddress clientAddress;

    SecondFactorResource(SendSignInCode sendCode, AnswerSignIn answerSignIn, ClientAddress clientAddress) {
        this.sendCode = sendCode;
        this.answerSignIn = answerSignIn;
        this.clientAddress = clientAddress;
    }

    /**
     * Where a code is to go.
     *
     * @param phoneNumberId a number that the sign-in offers
     */
    @Schema(name = "CodeRequest")
    public record CodeRequest(
            @NotNull UUID phoneNumberId, @NotNull Method method) {}

    /**
     * The second factor.
     *
     * @param code six digits
     * @param method what the code is; {@code code}, a code that was sent, is the default and all there is so far
     * @param trustDevice whether to trust this device; by default all but browsers are
     */
    @Schema(name = "SecondFactor")
    public record SecondFactor(
            @NotNull @Pattern(regexp = TypedCode.FORM, message = "must be six digits") @Schema(examples = "012345")
            String code,

            @Nullable @Pattern(regexp = "code", message = "must be a method this sign-in offers") @Schema(examples = "code")
            String method,

            @Nullable Boolean trustDevice) {

        @Override
        public String toString() {
            return "******";
        }
    }

    @POST
    @Path("/sign-ins/{id}/codes")
    @OpenCall
    @Operation(
            summary = "Send a code to a trusted number",
            description = "The one before is superseded, whatever number it went to; tries aren't given back.")
    @APIResponse(
            responseCode = "202",
            description = "A code is on its way",
            content = @Content(schema = @Schema(implementation = ChallengeView.class)))
    @APIResponse(responseCode = "409", description = "code_already_used")
    @APIResponse(responseCode = "410", description = "sign_in_expired")
    @APIResponse(
            responseCode = "422",
            description =
                    "validation_failed, phone_number_not_allowed, phone_number_recently_changed with usableAt and the"
                            + " methods and phoneNumbers that are left")
    @APIResponse(responseCode = "429", description = "resend_too_soon, too_many_codes, too_many_attempts")
    @APIResponse(responseCode = "503", description = "delivery_unavailable")
    public Response sendCode(
            @PathParam("id") UUID id,
            @HeaderParam(FLOW_TOKEN) @Nullable String flowToken,
            @Valid @NotNull CodeRequest wanted,
            @Context HttpServerRequest request) {
        return switch (sendCode.send(
                id,
                OpaqueToken.ofHeader(flowToken),
                wanted.phoneNumberId(),
                wanted.method(),
                clientAddress.of(request))) {
            case SendSignInCode.Outcome.Sent(var challenge) ->
                Response.accepted(challenge).build();
            case SendSignInCode.Outcome.Refused(var problem) -> problem.response();
            case SendSignInCode.Outcome.Unknown() -> notFound();
        };
    }

    @POST
    @Path("/sign-ins/{id}/verify")
    @OpenCall
    @Operation(
            summary = "Show the second factor",
            description = "If the answer to a right code was lost, the same code within a minute completes once more,"
                    + " unless the session it began was ended.")
    @APIResponse(
            responseCode = "200",
            description = "Signed in, or the session proven anew",
            content = @Content(schema = @Schema(implementation = SignInAnswer.Complete.class)))
    @APIResponse(responseCode = "409", description = "code_already_used")
    @APIResponse(responseCode = "410", description = "code_expired, sign_in_expired")
    @APIResponse(
            responseCode = "422",
            description = "incorrect_code with attemptsLeft, code_superseded, validation_failed")
    @APIResponse(
            responseCode = "429",
            description = "too_many_attempts, with Retry-After: here, or at this account on devices it doesn't know")
    public Response verify(
            @PathParam("id") UUID id,
            @HeaderParam(FLOW_TOKEN) @Nullable String flowToken,
            @Valid @NotNull SecondFactor factor) {
        return switch (answerSignIn.answer(id, OpaqueToken.ofHeader(flowToken), factor.code(), factor.trustDevice())) {
            case AnswerSignIn.Outcome.Completed(var answer) ->
                Response.ok(answer).build();
            case AnswerSignIn.Outcome.Refused(var problem) -> problem.response();
            case AnswerSignIn.Outcome.Unknown() -> notFound();
        };
    }

    private static Response notFound() {
        return Problem.of(CommonProblem.NOT_FOUND).response();
    }
}
