package io.twofold.apppassword.apppassword;

import static io.twofold.apppassword.apppassword.AppPasswordProblem.APP_PASSWORD_LIMIT_REACHED;
import static io.twofold.apppassword.apppassword.AppPasswordProblem.INVALID_LABEL;
import static io.twofold.apppassword.apppassword.AppPasswordProblem.TWO_FACTOR_REQUIRED;
import static io.twofold.kit.problem.CommonProblem.NOT_FOUND;
import static io.twofold.kit.problem.CommonProblem.TEMPORARILY_UNAVAILABLE;
import static io.twofold.kit.problem.CommonProblem.UNAUTHORIZED;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.kit.http.ClientAddress;
import io.twofold.kit.idempotency.Answer;
import io.twofold.kit.idempotency.Idempotency;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.Caller;
import io.twofold.kit.token.UserCall;
import io.twofold.kit.token.UserToken;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** App-specific passwords as their owner sees them. */
@Path("/v1/app-passwords")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "App-specific passwords", description = "For the account's owner.")
@APIResponse(
        responseCode = "401",
        description =
                "`unauthorized`: no user token, or one whose session ended or whose account was locked or deleted, "
                        + "or one not younger than the last password change.")
public class AppPasswordResource {

    private static final Duration UNTIL_AN_OPERATOR_LOOKS = Duration.ofMinutes(5);

    private final GenerateAppPassword generateAppPassword;
    private final RevokeAppPasswords revokeAppPasswords;
    private final AppPasswords appPasswords;
    private final Idempotency idempotency;
    private final ClientAddress clientAddress;
    private final Caller caller;

    AppPasswordResource(
            GenerateAppPassword generateAppPassword,
            RevokeAppPasswords revokeAppPasswords,
            AppPasswords appPasswords,
            Idempotency idempotency,
            ClientAddress clientAddress,
            Caller caller) {
        this.generateAppPassword = generateAppPassword;
        this.revokeAppPasswords = revokeAppPasswords;
        this.appPasswords = appPasswords;
        this.idempotency = idempotency;
        this.clientAddress = clientAddress;
        this.caller = caller;
    }

    record NewAppPassword(
            @Schema(description = "1 to 64 characters, no control characters", examples = "Mail on my phone") @Nullable String label,

            @Schema(description = "What it is good for; mail, calendar and contacts if left out")
            @Size(min = 1, max = 4) @Nullable List<
                            @NotNull @Pattern(
                                    regexp = "mail|calendar|contacts|other",
                                    message = "must be mail, calendar, contacts or other")
                            String>
                    services) {}

    record Generated(UUID id, String label, List<String> services, String password, Instant createdAt) {}

    record Listed(
            UUID id,
            String label,
            List<String> services,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedService,
            @Nullable String lastUsedIp) {

        static Listed of(AppPassword appPassword) {
            return new Listed(
                    appPassword.id(),
                    appPassword.label(),
                    AppService.labels(appPassword.services()),
                    appPassword.createdAt(),
                    appPassword.lastUsedAt(),
                    appPassword.lastUsedService(),
                    appPassword.lastUsedIp());
        }
    }

    record AppPasswordList(List<Listed> appPasswords) {}

    @POST
    @UserCall
    @Operation(
            operationId = "generateAppPassword",
            summary = "Generate an app-specific password",
            description = "Needs a fresh token of two factors: `auth_time` at most five minutes old, `acr` `aal2`.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NewAppPassword.class),
                            examples =
                                    @ExampleObject(value = "{\"label\":\"Mail on my phone\",\"services\":[\"mail\"]}")))
    @APIResponse(
            responseCode = "201",
            description = "Its letters are shown this once.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Generated.class),
                            examples = @ExampleObject(value = """
                                                    {"id":"0198c1b0-7c2e-7b66-a1f9-4e6d8c0b5565",
                                                     "label":"Mail on my phone","services":["mail"],
                                                     "password":"abcd-efgh-ijkl-mnop-qrst-uvwx",
                                                     "createdAt":"2026-03-02T09:15:00Z"}""")))
    @APIResponse(
            responseCode = "401",
            description =
                    "`unauthorized`, or `reauthentication_required`: the sign-in is older than five minutes, or was "
                            + "made with one factor.")
    @APIResponse(responseCode = "403", description = "`two_factor_required`: two-factor authentication is off.")
    @APIResponse(
            responseCode = "409",
            description = "`app_password_limit_reached` (25); with an `Idempotency-Key`: `already_done` with the id, "
                    + "`request_in_progress`.")
    @APIResponse(responseCode = "422", description = "`invalid_label`, `validation_failed`, `idempotency_key_reused`")
    public Response generate(
            @Parameter(description = "1 to 255 printable ASCII characters, remembered for 24 hours")
                    @HeaderParam("Idempotency-Key")
                    @Nullable String idempotencyKey,
            @Valid @NotNull NewAppPassword wish,
            @Context HttpServerRequest request) {
        Optional<Label> label = Label.of(wish.label());
        if (label.isEmpty()) {
            return Problem.of(INVALID_LABEL).response();
        }
        Set<AppService> services = wish.services() == null ? AppService.USUAL : AppService.ofLabels(wish.services());
        UserToken token = caller.user();
        String ipAddress = clientAddress.of(request);
        return idempotency.once(
                token.accountId().toString(),
                "POST /v1/app-passwords",
                idempotencyKey,
                wish,
                () -> answer(generateAppPassword.generate(token, label.get(), services, ipAddress)));
    }

    private static Answer answer(Generation generation) {
        return switch (generation) {
            case Generation.Generated(AppPassword made, Secret secret) ->
                Answer.once(
                        Response.status(Response.Status.CREATED)
                                .entity(new Generated(
                                        made.id(),
                                        made.label(),
                                        AppService.labels(made.services()),
                                        secret.grouped(),
                                        made.createdAt()))
                                .build(),
                        made.id().toString());
            case Generation.TokenRefused _ ->
                Answer.refused(Problem.of(UNAUTHORIZED)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
                        .response());
            case Generation.TwoFactorRequired _ ->
                Answer.refused(Problem.of(TWO_FACTOR_REQUIRED).response());
            case Generation.LimitReached(int limit) ->
                Answer.refused(Problem.of(APP_PASSWORD_LIMIT_REACHED)
                        .with("limit", limit)
                        .response());
            case Generation.Suspended _ ->
                Answer.refused(Problem.of(TEMPORARILY_UNAVAILABLE)
                        .retryAfter(UNTIL_AN_OPERATOR_LOOKS)
                        .response());
        };
    }

    @GET
    @UserCall
    @Operation(operationId = "listAppPasswords", summary = "List the app-specific passwords, oldest first")
    @APIResponse(
            responseCode = "200",
            description = "Those that work. The last use is known to the minute.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AppPasswordList.class),
                            examples = @ExampleObject(value = """
                                                    {"appPasswords":[{"id":"0198c1b0-7c2e-7b66-a1f9-4e6d8c0b5565",
                                                     "label":"Mail on my phone","services":["mail"],
                                                     "createdAt":"2026-03-02T09:15:00Z",
                                                     "lastUsedAt":"2026-03-02T10:00:00Z","lastUsedService":"imap",
                                                     "lastUsedIp":"203.0.113.7"}]}""")))
    public AppPasswordList list() {
        return new AppPasswordList(appPasswords.of(caller.user().accountId()).stream()
                .map(Listed::of)
                .toList());
    }

    @DELETE
    @Path("/{id}")
    @UserCall
    @Operation(operationId = "revokeAppPassword", summary = "Revoke one")
    @APIResponse(responseCode = "204", description = "It works nowhere any more.")
    @APIResponse(responseCode = "404", description = "`not_found`: this account has none of that id.")
    public Response revoke(@PathParam("id") UUID id) {
        return revokeAppPasswords.one(caller.user().accountId(), id)
                ? Response.noContent().build()
                : Problem.of(NOT_FOUND).response();
    }

    @DELETE
    @UserCall
    @Operation(operationId = "revokeAppPasswords", summary = "Revoke all of them")
    @APIResponse(responseCode = "204", description = "None works any more.")
    public Response revokeAll() {
        revokeAppPasswords.all(caller.user().accountId(), RevocationReason.REVOKED);
        return Response.noContent().build();
    }
}
