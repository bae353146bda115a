package io.twofold.identity.phone;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.device.SecurityDelay;
import io.twofold.identity.otp.OtpAnswer;
import io.twofold.identity.phone.PhoneVerification.Kind;
import io.twofold.identity.problem.IdentityProblem;
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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The numbers that the caller's account trusts. */
@Path("/v1/phone-numbers")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Phone numbers")
public class PhoneNumberResource {

    private final Caller caller;
    private final Accounts accounts;
    private final TrustedPhoneNumbers numbers;
    private final PhoneVerifications verifications;
    private final SendPhoneCode sendPhoneCode;
    private final AnswerPhoneCode answerPhoneCode;
    private final CancelPhoneVerification cancelVerification;
    private final AddPhoneNumber addPhoneNumber;
    private final RemovePhoneNumber removePhoneNumber;
    private final FreshAuthentication fresh;
    private final SecurityDelay securityDelay;
    private final ClientAddress clientAddress;
    private final Clock clock;

    PhoneNumberResource(
            Caller caller,
            Accounts accounts,
            TrustedPhoneNumbers numbers,
            PhoneVerifications verifications,
            SendPhoneCode sendPhoneCode,
            AnswerPhoneCode answerPhoneCode,
            CancelPhoneVerification cancelVerification,
            AddPhoneNumber addPhoneNumber,
            RemovePhoneNumber removePhoneNumber,
            FreshAuthentication fresh,
            SecurityDelay securityDelay,
            ClientAddress clientAddress,
            Clock clock) {
        this.caller = caller;
        this.accounts = accounts;
        this.numbers = numbers;
        this.verifications = verifications;
        this.sendPhoneCode = sendPhoneCode;
        this.answerPhoneCode = answerPhoneCode;
        this.cancelVerification = cancelVerification;
        this.addPhoneNumber = addPhoneNumber;
        this.removePhoneNumber = removePhoneNumber;
        this.fresh = fresh;
        this.securityDelay = securityDelay;
        this.clientAddress = clientAddress;
        this.clock = clock;
    }

    /** What the account trusts, oldest first. */
    @Schema(name = "PhoneNumbers")
    public record PhoneNumberList(List<PhoneNumberView> phoneNumbers) {}

    /**
     * A number to be trusted.
     *
     * @param country ISO 3166-1 alpha-2; absent where the number is in international form
     * @param number national or international
     * @param method how the code is to come
     */
    public record Addition(
            @Nullable @Schema(examples = "US") String country,

            @NotBlank @Size(max = 64) @Schema(examples = "(408) 974-2042")
            String number,

            @NotNull Method method) {

        PhoneNumber read() {
            return new PhoneNumberInput(country, number).read();
        }

        @Override
        public String toString() {
            return "a phone number";
        }
    }

    @GET
    @UserCall
    @Operation(summary = "The numbers the account trusts")
    @APIResponse(responseCode = "200", description = "The numbers, masked")
    public PhoneNumberList list() {
        return new PhoneNumberList(numbers.of(caller.user().accountId()).stream()
                .map(PhoneNumberView::of)
                .toList());
    }

    @POST
    @UserCall
    @Operation(
            summary = "Trust one number more",
            description = "Sends a code to it. Needs a sign-in with two factors, at most five minutes old.")
    @APIResponse(
            responseCode = "202",
            description = "A code is on its way",
            content = @Content(schema = @Schema(implementation = ChallengeView.class)))
    @APIResponse(responseCode = "401", description = "unauthorized, reauthentication_required")
    @APIResponse(responseCode = "403", description = "security_delay, with Retry-After")
    @APIResponse(
            responseCode = "409",
            description = "two_factor_not_enabled, phone_number_already_trusted, too_many_phone_numbers")
    @APIResponse(
            responseCode = "422",
            description = "validation_failed, invalid_phone_number, phone_number_not_allowed, country_not_supported")
    @APIResponse(responseCode = "429", description = "too_many_codes")
    @APIResponse(responseCode = "503", description = "delivery_unavailable")
    public Response add(@Valid @NotNull Addition addition, @Context HttpServerRequest request) {
        PhoneNumber number = addition.read();
        UserToken user = caller.user();
        Account account = accounts.findById(user.accountId());
        fresh.require(user, account.twoFactorOn());
        securityDelay.require(account, user);
        Optional<IdentityProblem> refusal = addPhoneNumber.refusal(account, number);
        if (refusal.isPresent()) {
            return Problem.of(refusal.get()).response();
        }
        return accepted(sendPhoneCode.first(
                Kind.ADDITION, user, account, number, addition.method(), clientAddress.of(request)));
    }

    @POST
    @Path("/verifications/{id}/resend")
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
                verification -> answerPhoneCode
                        .whyOver(verification)
                        .map(Problem::response)
                        .orElseGet(() -> accepted(sendPhoneCode.again(
                                verification,
                                accounts.findById(verification.accountId()),
                                resend == null ? null : resend.method(),
                                clientAddress.of(request)))));
    }

    @POST
    @Path("/verifications/{id}/verify")
    @UserCall
    @Operation(summary = "Bring the code back")
    @APIResponse(
            responseCode = "200",
            description = "The number is trusted",
            content = @Content(schema = @Schema(implementation = PhoneNumberView.class)))
    @APIResponse(
            responseCode = "409",
            description = "code_already_used, phone_number_already_trusted, too_many_phone_numbers")
    @APIResponse(responseCode = "410", description = "code_expired")
    @APIResponse(
            responseCode = "422",
            description = "incorrect_code with attemptsLeft, code_superseded, validation_failed")
    @APIResponse(responseCode = "429", description = "too_many_attempts")
    public Response verify(@PathParam("id") UUID id, @Valid @NotNull TypedCode typed) {
        return onOwn(id, verification -> switch (answerPhoneCode.answer(verification, typed.code())) {
            case AnswerPhoneCode.Verdict.Refused(var problem) -> problem.response();
            case AnswerPhoneCode.Verdict.Right(var challengeId, var at) ->
                switch (addPhoneNumber.add(id, verification.accountId(), challengeId, at)) {
                    case AddPhoneNumber.Outcome.Trusted(var number) ->
                        Response.ok(PhoneNumberView.of(number)).build();
                    case AddPhoneNumber.Outcome.Refused(var why) ->
                        Problem.of(why).response();
                    case AddPhoneNumber.Outcome.Gone() ->
                        Problem.of(IdentityProblem.CODE_EXPIRED).response();
                };
        });
    }

    @GET
    @Path("/verifications/{id}")
    @UserCall
    @Operation(summary = "Where a verification stands")
    @APIResponse(
            responseCode = "200",
            description = "Its state",
            content = @Content(schema = @Schema(implementation = VerificationView.class)))
    public Response get(@PathParam("id") UUID id) {
        return onOwn(
                id,
                verification -> Response.ok(VerificationView.of(verification, clock.instant()))
                        .build());
    }

    @DELETE
    @Path("/verifications/{id}")
    @UserCall
    @Operation(summary = "Call a verification off")
    @APIResponse(responseCode = "204", description = "The code is dead")
    public Response cancel(@PathParam("id") UUID id) {
        return onOwn(
                id,
                verification -> cancelVerification.cancel(verification)
                        ? Response.noContent().build()
                        : notFound());
    }

    @DELETE
    @Path("/{id}")
    @UserCall
    @Operation(
            summary = "Trust a number no more",
            description = "Never the last. Needs a sign-in with two factors, at most five minutes old.")
    @APIResponse(responseCode = "204", description = "Removed")
    @APIResponse(responseCode = "401", description = "unauthorized, reauthentication_required")
    @APIResponse(responseCode = "403", description = "security_delay, with Retry-After")
    @APIResponse(responseCode = "409", description = "last_phone_number")
    public Response remove(@PathParam("id") UUID id, @Context HttpServerRequest request) {
        return switch (removePhoneNumber.remove(caller.user(), id, clientAddress.of(request))) {
            case REMOVED -> Response.noContent().build();
            case UNKNOWN -> notFound();
            case LAST -> Problem.of(IdentityProblem.LAST_PHONE_NUMBER).response();
        };
    }

    private Response onOwn(UUID id, Function<PhoneVerification, Response> use) {
        return verifications.of(caller.user(), Kind.ADDITION, id).map(use).orElseGet(PhoneNumberResource::notFound);
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
