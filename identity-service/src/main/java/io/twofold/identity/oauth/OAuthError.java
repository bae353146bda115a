package io.twofold.identity.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Errors as RFC 6749 §5.2 and RFC 7009 §2.2.1 name them. */
enum OAuthError {
    INVALID_REQUEST(400, "A parameter is missing, repeated, or makes no sense."),
    INVALID_CLIENT(401, "The client isn't known, or its secret is wrong."),
    INVALID_GRANT(400, "The token is no good, or belongs to another client."),
    UNAUTHORIZED_CLIENT(400, "This client may not do that."),
    UNSUPPORTED_GRANT_TYPE(400, "Only refresh_token and client_credentials are supported."),
    INVALID_SCOPE(400, "The client may not have one of these scopes, or there is none of that name."),
    INSUFFICIENT_SCOPE(403, "The client lacks the scope for this."),
    UNSUPPORTED_TOKEN_TYPE(400, "A service's access token can't be revoked; it dies within minutes.");

    private final int status;
    private final String description;

    OAuthError(int status, String description) {
        this.status = status;
        this.description = description;
    }

    /** The body of the answer. */
    record Body(
            String error, @JsonProperty("error_description") String description) {}

    int status() {
        return status;
    }

    Body body() {
        return new Body(name().toLowerCase(Locale.ROOT), description);
    }
}
