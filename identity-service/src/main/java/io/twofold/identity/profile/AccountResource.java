package io.twofold.identity.profile;

import static io.twofold.identity.problem.IdentityProblem.INVALID_CREDENTIALS;
import static io.twofold.identity.problem.IdentityProblem.TOO_MANY_ATTEMPTS;
import static io.twofold.identity.problem.IdentityProblem.WEAK_PASSWORD;
import static io.twofold.kit.problem.CommonProblem.UNAUTHORIZED;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.password.Password;
import io.twofold.identity.twofactor.TwoFactorConfig;
import io.twofold.kit.http.ClientAddress;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.Caller;
import io.twofold.kit.token.UserCall;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /v1/account}. */
@Path("/v1/account")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Account")
public class AccountResource {

    private final Accounts accounts;
    private final ChangePassword changePassword;
    private final DeleteAccount deleteAccount;
    private final ClientAddress clientAddress;
    private final Caller caller;
    private final Duration undoWindow;
    private final Clock clock;

    AccountResource(
            Accounts accounts,
            ChangePassword changePassword,
            DeleteAccount deleteAccount,
            ClientAddress clientAddress,
            Caller caller,
            TwoFactorConfig twoFactor,
            Clock clock) {
        this.accounts = accounts;
        this.changePassword = changePassword;
        this.deleteAccount = deleteAccount;
        this.clientAddress = clientAddress;
        this.caller = caller;
        this.undoWindow = twoFactor.undoWindow();
        this.clock = clock;
    }

    /** The old password and the new. */
    @Schema(name = "PasswordChange")
    public record PasswordChange(
            @NotEmpty @Size(max = 1024) String currentPassword,
            @NotEmpty String newPassword) {

        @Override
        public String toString() {
            return "******";
        }
    }

    @GET
    @UserCall
    @Operation(summary = "Look at your account")
    @APIResponse(
            responseCode = "200",
            description = "The account",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    public Response account() {
        return accounts.findByIdOptional(caller.user().accountId())
                .map(account -> AccountView.of(account, undoWindow, clock.instant()))
                .map(view -> Response.ok(view).build())
                .orElseGet(() -> Problem.of(UNAUTHORIZED).response());
    }

    @POST
    @Path("/password")
    @UserCall
    @Operation(
            summary = "Change the password",
            description = "Ends every other session, the trust in devices and every app-specific password."
                    + " Needs a sign-in of the last five minutes, with two factors once they are on.")
    @APIResponse(responseCode = "204", description = "Changed")
    @APIResponse(responseCode = "401", description = "unauthorized, reauthentication_required, invalid_credentials")
    @APIResponse(responseCode = "403", description = "security_delay")
    @APIResponse(responseCode = "422", description = "weak_password with reasons, validation_failed")
    @APIResponse(responseCode = "429", description = "too_many_attempts")
    public Response changePassword(@Valid @NotNull PasswordChange request, @Context HttpServerRequest http) {
        return switch (changePassword.change(
                caller.user(),
                Password.of(request.currentPassword()),
                Password.of(request.newPassword()),
                clientAddress.of(http))) {
            case ChangePassword.Outcome.Changed() -> Response.noContent().build();
            case ChangePassword.Outcome.WeakPassword(var reasons) ->
                Problem.of(WEAK_PASSWORD).with("reasons", reasons).response();
            case ChangePassword.Outcome.InvalidCredentials() ->
                Problem.of(INVALID_CREDENTIALS).response();
            case ChangePassword.Outcome.TooManyAttempts(var retryAfter) ->
                Problem.of(TOO_MANY_ATTEMPTS).retryAfter(retryAfter).response();
        };
    }

    @DELETE
    @UserCall
    @Operation(
            summary = "Delete your account",
            description = "It ends at once; what belonged to it is erased everywhere within 24 hours."
                    + " Needs a sign-in of the last five minutes, with two factors once they are on.")
    @APIResponse(responseCode = "202", description = "Deleted, soon to be erased")
    @APIResponse(responseCode = "401", description = "unauthorized, reauthentication_required")
    @APIResponse(responseCode = "403", description = "security_delay")
    public Response delete(@Context HttpServerRequest http) {
        deleteAccount.delete(caller.user(), clientAddress.of(http));
        return Response.accepted().build();
    }
}
