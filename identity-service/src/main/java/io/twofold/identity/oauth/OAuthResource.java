package io.twofold.identity.oauth;

import static io.twofold.identity.oauth.OAuthError.INSUFFICIENT_SCOPE;
import static io.twofold.identity.oauth.OAuthError.INVALID_CLIENT;
import static io.twofold.identity.oauth.OAuthError.INVALID_GRANT;
import static io.twofold.identity.oauth.OAuthError.INVALID_REQUEST;
import static io.twofold.identity.oauth.OAuthError.INVALID_SCOPE;
import static io.twofold.identity.oauth.OAuthError.UNAUTHORIZED_CLIENT;
import static io.twofold.identity.oauth.OAuthError.UNSUPPORTED_GRANT_TYPE;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.identity.oauth.Clients.Client;
import io.twofold.identity.session.RenewTokens;
import io.twofold.kit.token.OpenCall;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /oauth2}: forms in, RFC 6749 answers and errors out. */
@Path("/oauth2")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth 2.0")
public class OAuthResource {

    private final Clients clients;
    private final MintServiceToken mintServiceToken;
    private final RenewTokens renewTokens;
    private final IntrospectToken introspectToken;
    private final RevokeToken revokeToken;

    OAuthResource(
            Clients clients,
            MintServiceToken mintServiceToken,
            RenewTokens renewTokens,
            IntrospectToken introspectToken,
            RevokeToken revokeToken) {
        this.clients = clients;
        this.mintServiceToken = mintServiceToken;
        this.renewTokens = renewTokens;
        this.introspectToken = introspectToken;
        this.revokeToken = revokeToken;
    }

    @POST
    @Path("/token")
    @OpenCall
    @Operation(
            summary = "Get tokens",
            description =
                    "grant_type=client_credentials with the client's id and secret (Basic or form) and an optional"
                            + " scope; or grant_type=refresh_token with refresh_token, from a device without a secret. A"
                            + " refresh token is good once; the identical request again within 10 s gets another pair.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            example = "grant_type=client_credentials&scope=otp"))
    @APIResponse(
            responseCode = "200",
            description = "Tokens",
            content = @Content(schema = @Schema(implementation = TokenAnswer.class)))
    @APIResponse(
            responseCode = "400",
            description =
                    "invalid_request, invalid_grant, invalid_scope, unauthorized_client, unsupported_grant_type (RFC"
                            + " 6749)")
    @APIResponse(responseCode = "401", description = "invalid_client (RFC 6749)")
    public Response token(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @Nullable String body) {
        Optional<Form> form = form(contentType, body);
        if (form.isEmpty() || form.get().get("grant_type").isEmpty()) {
            return error(INVALID_REQUEST);
        }
        Requester requester = Requester.of(authorization, form.get(), clients);
        if (requester instanceof Requester.Unknown) {
            return error(INVALID_CLIENT);
        }
        return switch (form.get().get("grant_type").get()) {
            case "refresh_token" -> refresh(requester, form.get());
            case "client_credentials" -> clientCredentials(requester, form.get());
            default -> error(UNSUPPORTED_GRANT_TYPE);
        };
    }

    @POST
    @Path("/introspect")
    @OpenCall
    @Operation(summary = "Ask what a token is good for", description = "For clients with the scope introspect.")
    @RequestBody(
            content =
                    @Content(mediaType = MediaType.APPLICATION_FORM_URLENCODED, example = "token=eyJ0eXAiOiJhdCtqd3Q…"))
    @APIResponse(responseCode = "200", description = "RFC 7662 §2.2; {\"active\":false} and nothing more for any other")
    @APIResponse(responseCode = "400", description = "invalid_request")
    @APIResponse(responseCode = "401", description = "invalid_client")
    @APIResponse(responseCode = "403", description = "insufficient_scope")
    public Response introspect(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @Nullable String body) {
        Optional<Form> form = form(contentType, body);
        if (form.isEmpty()) {
            return error(INVALID_REQUEST);
        }
        if (!(Requester.of(authorization, form.get(), clients) instanceof Requester.Confidential(var client))) {
            return error(INVALID_CLIENT);
        }
        if (!client.scopes().contains(Scope.INTROSPECT)) {
            return error(INSUFFICIENT_SCOPE);
        }
        return form.get()
                .get("token")
                .map(token -> Response.ok(introspectToken.introspect(token)).build())
                .orElseGet(() -> error(INVALID_REQUEST));
    }

    @POST
    @Path("/revoke")
    @OpenCall
    @Operation(
            summary = "Revoke a token",
            description = "Either token of a session ends it. A client revokes only what is its own.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            example = "client_id=twofold-account&token=…"))
    @APIResponse(responseCode = "200", description = "It is no good any more, or never was")
    @APIResponse(responseCode = "400", description = "invalid_request, invalid_grant, unsupported_token_type")
    @APIResponse(responseCode = "401", description = "invalid_client")
    public Response revoke(
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @Nullable String body) {
        Optional<Form> form = form(contentType, body);
        Optional<String> token = form.flatMap(parameters -> parameters.get("token"));
        if (form.isEmpty()) {
            return error(INVALID_REQUEST);
        }
        Requester requester = Requester.of(authorization, form.get(), clients);
        if (requester instanceof Requester.Unknown) {
            return error(INVALID_CLIENT);
        }
        if (token.isEmpty()) {
            return error(INVALID_REQUEST);
        }
        return revokeToken
                .revoke(token.get(), requester)
                .map(OAuthResource::error)
                .orElseGet(() -> Response.ok().build());
    }

    private Response refresh(Requester requester, Form form) {
        Optional<String> token = form.get("refresh_token");
        if (token.isEmpty()) {
            return error(INVALID_REQUEST);
        }
        if (!(requester instanceof Requester.Device)) {
            return error(INVALID_GRANT);
        }
        return renewTokens
                .renew(token.get())
                .map(tokens -> Response.ok(new TokenAnswer(
                                tokens.accessToken(), "Bearer", tokens.expiresIn(), tokens.refreshToken(), null))
                        .build())
                .orElseGet(() -> error(INVALID_GRANT));
    }

    private Response clientCredentials(Requester requester, Form form) {
        if (!(requester instanceof Requester.Confidential(var client))) {
            return error(form.get("client_id").isPresent() ? UNAUTHORIZED_CLIENT : INVALID_CLIENT);
        }
        Optional<Set<Scope>> scopes = scopes(client, form.get("scope"));
        if (scopes.isEmpty()) {
            return error(INVALID_SCOPE);
        }
        String words = String.join(" ", scopes.get().stream().map(Scope::word).toList());
        return Response.ok(new TokenAnswer(
                        mintServiceToken.mint(client.id(), scopes.get()),
                        "Bearer",
                        MintServiceToken.LIFETIME.toSeconds(),
                        null,
                        words))
                .build();
    }

    /** What it asks for; all it may have if it doesn't say; empty if that is nothing, or more than it may have. */
    private static Optional<Set<Scope>> scopes(Client client, Optional<String> asked) {
        Set<Scope> wanted = new LinkedHashSet<>(client.scopes());
        if (asked.isPresent()) {
            wanted.clear();
            for (String word : Arrays.asList(asked.get().split(" +"))) {
                Optional<Scope> scope = Scope.of(word).filter(client.scopes()::contains);
                if (scope.isEmpty()) {
                    return Optional.empty();
                }
                wanted.add(scope.get());
            }
        }
        return wanted.isEmpty() ? Optional.empty() : Optional.of(wanted);
    }

    private static Optional<Form> form(@Nullable String contentType, @Nullable String body) {
        boolean isForm = contentType != null && contentType.startsWith(MediaType.APPLICATION_FORM_URLENCODED);
        return isForm && body != null ? Form.parse(body) : Optional.empty();
    }

    private static Response error(OAuthError error) {
        Response.ResponseBuilder answer =
                Response.status(error.status()).type(MediaType.APPLICATION_JSON).entity(error.body());
        if (error == INVALID_CLIENT) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"twofold\"");
        }
        return answer.build();
    }
}
