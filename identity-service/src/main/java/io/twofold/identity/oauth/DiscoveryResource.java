package io.twofold.identity.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.identity.key.SigningKeys;
import io.twofold.kit.token.OpenCall;
import io.twofold.kit.token.TokenConfig;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a client needs to know to get tokens and to check them. */
@Path("/.well-known")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth 2.0")
public class DiscoveryResource {

    /** Well below the time a key is published before its first use. */
    private static final String FIVE_MINUTES = "max-age=300";

    private final SigningKeys keys;
    private final TokenConfig config;

    DiscoveryResource(SigningKeys keys, TokenConfig config) {
        this.keys = keys;
        this.config = config;
    }

    /** RFC 8414 §2. */
    @Schema(name = "AuthorizationServer")
    public record Metadata(
            String issuer,
            @JsonProperty("token_endpoint") String tokenEndpoint,
            @JsonProperty("introspection_endpoint") String introspectionEndpoint,
            @JsonProperty("revocation_endpoint") String revocationEndpoint,
            @JsonProperty("jwks_uri") String jwksUri,
            @JsonProperty("response_types_supported") List<String> responseTypes,
            @JsonProperty("grant_types_supported") List<String> grantTypes,
            @JsonProperty("scopes_supported") List<String> scopes,

            @JsonProperty("token_endpoint_auth_methods_supported")
            List<String> tokenAuthMethods,

            @JsonProperty("introspection_endpoint_auth_methods_supported")
            List<String> introspectionAuthMethods,

            @JsonProperty("revocation_endpoint_auth_methods_supported")
            List<String> revocationAuthMethods) {}

    @GET
    @Path("/jwks.json")
    @OpenCall
    @Operation(
            summary = "The keys that access tokens are signed with",
            description = "The next one is there before its use.")
    @APIResponse(responseCode = "200", description = "RFC 7517")
    public Response jwks() {
        return Response.ok(keys.jwks())
                .header(HttpHeaders.CACHE_CONTROL, FIVE_MINUTES)
                .build();
    }

    @GET
    @Path("/oauth-authorization-server")
    @OpenCall
    @Operation(summary = "Where what is (RFC 8414)")
    @APIResponse(responseCode = "200", description = "RFC 8414")
    public Metadata metadata() {
        String issuer = config.issuer();
        List<String> withSecret = List.of("client_secret_basic", "client_secret_post");
        List<String> withOrWithout = List.of("client_secret_basic", "client_secret_post", "none");
        return new Metadata(
                issuer,
                issuer + "/oauth2/token",
                issuer + "/oauth2/introspect",
                issuer + "/oauth2/revoke",
                issuer + "/.well-known/jwks.json",
                List.of(),
                List.of("refresh_token", "client_credentials"),
                Arrays.stream(Scope.values()).map(Scope::word).toList(),
                withOrWithout,
                withSecret,
                withOrWithout);
    }
}
