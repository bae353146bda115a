package io.twofold.identity.twofactor;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.otp.OtpAnswer;
import io.twofold.identity.phone.AnswerPhoneCode;
import io.twofold.identity.phone.CancelPhoneVerification;
import io.twofold.identity.phone.ChallengeView;
import io.twofold.identity.phone.Method;
import io.twofold.identity.phone.PhoneNumberInput;
import io.twofold.identity.phone.PhoneNumberView;
import io.twofold.identity.phone.PhoneVerification;
import io.twofold.identity.phone.PhoneVerification.Kind;
import io.twofold.identity.phone.PhoneVerifications;
import io.twofold.identity.phone.Resend;
import io.twofold.identity.phone.SendPhoneCode;
import io.twofold.identity.phone.TrustedPhoneNumber;
import io.twofold.identity.phone.TypedCode;
import io.twofold.identity.phone.VerificationView;
import io.twofold.identity.problem.IdentityProblem;
import io.twofold.identity.session.SessionTokens;
import io.twofold.kit.http.ClientAddress;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.problem.CommonProblem;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.Caller;
import io.twofold.kit.token.FreshAuthentication;
import io.twofold.kit.token.UserCall;
import io.twofold.kit.token.UserToken;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Turning two-factor authentication on: a phone number, a code, done. An enrolment is its session's own. */
@Path("/v1/two-factor/enrollments")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Two-factor authentication")
public class EnrollmentResource {

    private final Caller caller;
    private final Accounts accounts;
    private final PhoneVerifications verifications;
    private final SendPhoneCode sendPhoneCode;
    private final AnswerPhoneCode answerPhoneCode;
    private final CancelPhoneVerification cancelVerification;
    private final TurnOnTwoFactor turnOnTwoFactor;
    private final TwoFactorConfig config;
    private final FreshAuthentication fresh;
    private final ClientAddress clientAddress;
    private final Clock clock;

    EnrollmentResource(
            Caller caller,
            Accounts accounts,
            PhoneVerifications verifications,
            SendPhoneCode sendPhoneCode,
            AnswerPhoneCode answerPhoneCode,
            CancelPhoneVerification cancelVerification,
            TurnOnTwoFactor turnOnTwoFactor,
            TwoFactorConfig config,
            FreshAuthentication fresh,
            ClientAddress clientAddress,
            Clock clock) {
        this.caller = caller;
        this.accounts = accounts;
        this.verifications = verifications;
        this.sendPhoneCode = sendPhoneCode;
        this.answerPhoneCode = answerPhoneCode;
        this.cancelVerification = cancelVerification;
        this.turnOnTwoFactor = turnOnTwoFactor;
        this.config = config;
        this.fresh = fresh;
        this.clientAddress = clientAddress;
        this.clock = clock;
    }

    /**
     * The first number to be trusted.
     *
     * @param phoneNumber as typed
     * @param method how the code is to come
     */
    @Schema(name = "EnrollmentRequest")
    public record Start(
            @Valid @NotNull PhoneNumberInput phoneNumber,
            @NotNull Method method) {}

    /**
     * Two-factor authentication is on.
     *
     * @param canTurnOffUntil when it becomes permanent
     * @param session this session's new tokens, {@code aal2}
     */
    @Schema(name = "TwoFactorEnabled")
    public record Enabled(
            boolean enabled,
            Instant enabledAt,
            Instant canTurnOffUntil,
            List<PhoneNumberView> phoneNumbers,
            SessionTokens session) {}

    @POST
    @UserCall
    @Operation(
            summary = "Begin to turn two-factor authentication on",
            description = "Sends a code to the number. Needs a sign-in at most five minutes old.")
    @APIResponse(
            responseCode = "202",
            description = "A code is on its way",
            content = @Content(schema = @Schema(implementation = ChallengeView.class)))
    @APIResponse(responseCode = "401", description = "unauthorized, reauthentication_required")
    @APIResponse(responseCode = "409", description = "two_factor_already_enabled")
    @APIResponse(
            responseCode = "422",
            description = "validation_failed, invalid_phone_number, phone_number_not_allowed, country_not_supported")
    @APIResponse(responseCode = "429", description = "too_many_codes")
    @APIResponse(responseCode = "503", description = "delivery_unavailable")
    public Response start(@Valid @NotNull Start start, @Context HttpServerRequest request) {
        PhoneNumber number = start.phoneNumber().read();
        UserToken user = caller.user();
        Account account = accounts.findById(user.accountId());
        fresh.require(user, account.twoFactorOn());
        if (account.twoFactorOn()) {
            return Problem.of(IdentityProblem.TWO_FACTOR_ALREADY_ENABLED).response();
        }
        return accepted(
                sendPhoneCode.first(Kind.ENROLLMENT, user, account, number, start.method(), clientAddress.of(request)));
    }

    @POST
    @Path("/{id}/resend")
    @UserCall
    @Operation(summary = "Send another code", description = "The one before is superseded; tries aren't given back.")
    @APIResponse(
            responseCode = "202",
            description = "A code is on its way",
            content = @Content(schema = @Schema(implementation = ChallengeView.class)))
    @APIResponse(responseCode = "409", description = "code_already_used")
    @APIResponse(responseCode = "410", description = "code_expired")
    @APIResponse(responseCode = "429", description = "resend_too_soon, too_many_codes, too_many_attempts")
    @APIResponse(responseCode = "503", description = "delivery_unavailable")
    public Response resend(@PathParam("id") UUID id, @Nullable Resend resend, @Context HttpServerRequest request) {
        return onOwn(
                id,
                enrollment -> answerPhoneCode
                        .whyOver(enrollment)
                        .map(Problem::response)
                        .orElseGet(() -> accepted(sendPhoneCode.again(
                                enrollment,
                                accounts.findById(enrollment.accountId()),
                                resend == null ? null : resend.method(),
                                clientAddress.of(request)))));
    }

    @POST
    @Path("/{id}/verify")
    @UserCall
    @Operation(
            summary = "Bring the code back",
            description = "Two-factor authentication is on from here; every other session ends.")
    @APIResponse(
            responseCode = "200",
            description = "Two-factor authentication is on",
            content = @Content(schema = @Schema(implementation = Enabled.class)))
    @APIResponse(responseCode = "409", description = "code_already_used, two_factor_already_enabled")
    @APIResponse(responseCode = "410", description = "code_expired")
    @APIResponse(
            responseCode = "422",
            description = "incorrect_code with attemptsLeft, code_superseded, validation_failed")
    @APIResponse(responseCode = "429", description = "too_many_attempts")
    public Response verify(@PathParam("id") UUID id, @Valid @NotNull TypedCode typed) {
        return onOwn(id, enrollment -> switch (answerPhoneCode.answer(enrollment, typed.code())) {
            case AnswerPhoneCode.Verdict.Refused(var problem) -> problem.response();
            case AnswerPhoneCode.Verdict.Right(var challengeId, var at) ->
                switch (turnOnTwoFactor.byCode(id, enrollment.accountId(), challengeId, at)) {
                    case TurnOnTwoFactor.Outcome.On(var account, var number, var tokens) ->
                        Response.ok(enabled(account, number, tokens)).build();
                    case TurnOnTwoFactor.Outcome.AlreadyOn() ->
                        Problem.of(IdentityProblem.TWO_FACTOR_ALREADY_ENABLED).response();
                    case TurnOnTwoFactor.Outcome.Gone() ->
                        Problem.of(IdentityProblem.CODE_EXPIRED).response();
                };
        });
    }

    @GET
    @Path("/{id}")
    @UserCall
    @Operation(summary = "Where an enrolment stands")
    @APIResponse(
            responseCode = "200",
            description = "Its state",
            content = @Content(schema = @Schema(implementation = VerificationView.class)))
    public Response get(@PathParam("id") UUID id) {
        return onOwn(
                id,
                enrollment -> Response.ok(VerificationView.of(enrollment, clock.instant()))
                        .build());
    }

    @DELETE
    @Path("/{id}")
    @UserCall
    @Operation(summary = "Call an enrolment off")
    @APIResponse(responseCode = "204", description = "The code is dead")
    public Response cancel(@PathParam("id") UUID id) {
        return onOwn(
                id,
                enrollment -> cancelVerification.cancel(enrollment)
                        ? Response.noContent().build()
                        : notFound());
    }

    private Enabled enabled(Account account, TrustedPhoneNumber number, SessionTokens tokens) {
        return new Enabled(
                true,
                account.twoFactorEnabledAt().orElseThrow(),
                account.twoFactorFirstEnabledAt().orElseThrow().plus(config.undoWindow()),
                List.of(PhoneNumberView.of(number)),
                tokens);
    }

    private Response onOwn(UUID id, Function<PhoneVerification, Response> use) {
        return verifications.of(caller.user(), Kind.ENROLLMENT, id).map(use).orElseGet(EnrollmentResource::notFound);
    }

    private static Response accepted(OtpAnswer<ChallengeView> answer) {
        return switch (answer) {
            case OtpAnswer.Done<ChallengeView>(var challenge) ->
                Response.accepted(challenge).build();
            case OtpAnswer.Refused<ChallengeView>(var refusal) ->
                refusal.problem().response();
        };
    }

    private static Response notFound() {
        return Problem.of(CommonProblem.NOT_FOUND).response();
    }
}
