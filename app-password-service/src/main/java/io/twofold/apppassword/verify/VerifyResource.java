package io.twofold.apppassword.verify;

import static io.twofold.apppassword.verify.VerifyProblem.TOO_MANY_ATTEMPTS;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.apppassword.verifier.VerifierCall;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.OpenCall;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where mail, calendar and contacts servers ask. */
@Path("/v1/app-passwords/verify")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Verification", description = "For mail, calendar and contacts servers.")
@SecurityScheme(
        securitySchemeName = "verifier",
        type = SecuritySchemeType.HTTP,
        scheme = "basic",
        description = "The name and secret of a verifier registered with this service.")
public class VerifyResource {

    private final VerifyAppPassword verifyAppPassword;

    VerifyResource(VerifyAppPassword verifyAppPassword) {
        this.verifyAppPassword = verifyAppPassword;
    }

    /** Checked by hand: Bean Validation would take a fifth of the time that a check has. */
    @Schema(requiredProperties = {"username", "password", "service"})
    record Question(
            @Schema(description = "The account's e-mail address, as the person typed it", examples = "ada@example.com")
            @Nullable String username,

            @Schema(
                    description = "As typed; dashes, spaces and capitals don't matter",
                    examples = "abcd-efgh-ijkl-mnop-qrst-uvwx")
            @Nullable String password,

            @Schema(
                    description = "What the program speaks",
                    enumeration = {"imap", "pop3", "smtp", "sieve", "caldav", "carddav", "other"})
            @Nullable String service,

            @Schema(description = "The program's IP address", examples = "203.0.113.7") @Nullable String clientIp) {

        Attempt attempt() {
            return new Attempt(given("username", username), given("password", password), protocol(), clientAddress());
        }

        private Protocol protocol() {
            return Protocol.labelled(given("service", service))
                    .orElseThrow(() -> Problem.invalid(
                                    "service", "must be imap, pop3, smtp, sieve, caldav, carddav or other")
                            .exception());
        }

        private @Nullable String clientAddress() {
            try {
                return clientIp == null ? null : InetAddress.ofLiteral(clientIp).getHostAddress();
            } catch (IllegalArgumentException _) {
                throw Problem.invalid("clientIp", "must be an IP address").exception();
            }
        }

        private static String given(String field, @Nullable String value) {
            if (value == null) {
                throw Problem.invalid(field, "must not be null").exception();
            }
            return value;
        }

        @Override
        public String toString() {
            return "Question[" + service + "]";
        }
    }

    record Active(boolean active, UUID accountId, UUID appPasswordId, String label, String username) {}

    record Inactive(boolean active) {}

    private static final Inactive INACTIVE = new Inactive(false);

    @POST
    @OpenCall
    @VerifierCall
    @SecurityRequirement(name = "verifier")
    @Operation(
            operationId = "verifyAppPassword",
            summary = "Is this app-specific password right?",
            description =
                    "A right password is let in whatever was answered before. Nothing tells a wrong one from one that was "
                            + "revoked, is for another service or belongs to somebody else.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Question.class),
                            examples = @ExampleObject(value = """
                                                    {"username":"ada@example.com",
                                                     "password":"abcd-efgh-ijkl-mnop-qrst-uvwx",
                                                     "service":"imap","clientIp":"203.0.113.7"}""")))
    @APIResponse(
            responseCode = "200",
            description = "Whether to let the program in.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(anyOf = {Active.class, Inactive.class}),
                            examples = {
                                @ExampleObject(name = "right", value = """
                                                {"active":true,"accountId":"0198c1a5-0b3e-7a57-9d2c-6f1e8b7a4410",
                                                 "appPasswordId":"0198c1b0-7c2e-7b66-a1f9-4e6d8c0b5565",
                                                 "label":"Mail on my phone","username":"ada@example.com"}"""),
                                @ExampleObject(name = "anything else", value = "{\"active\":false}")
                            }))
    @APIResponse(responseCode = "401", description = "`unauthorized`: not the name and secret of a verifier.")
    @APIResponse(
            responseCode = "429",
            description =
                    "`too_many_attempts`: a wrong password after ten others within five minutes for this user name "
                            + "from this address. Treat it as wrong; `Retry-After` says when it counts as the first few again.")
    @APIResponse(
            responseCode = "503",
            description = "`temporarily_unavailable`, with `Retry-After`: a temporary failure, not a wrong password.")
    public Response verify(@Nullable Question question) {
        if (question == null) {
            return Problem.invalid("", "must not be null").response();
        }
        return switch (verifyAppPassword.verify(question.attempt())) {
            case Verdict.Active(UUID accountId, UUID appPasswordId, String label, String username) ->
                Response.ok(new Active(true, accountId, appPasswordId, label, username))
                        .build();
            case Verdict.Inactive _ -> Response.ok(INACTIVE).build();
            case Verdict.TooManyAttempts(var retryAfter) ->
                Problem.of(TOO_MANY_ATTEMPTS).retryAfter(retryAfter).response();
        };
    }
}
