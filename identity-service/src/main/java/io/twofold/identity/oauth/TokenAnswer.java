package io.twofold.identity.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** RFC 6749 §5.1. */
@Schema(name = "Tokens")
record TokenAnswer(
        @JsonProperty("access_token") String accessToken,

        @JsonProperty("token_type") @Schema(examples = "Bearer")
        String tokenType,

        @JsonProperty("expires_in") @Schema(examples = "600")
        long expiresIn,

        @JsonProperty("refresh_token") @Nullable String refreshToken,
        @Nullable String scope) {

    @Override
    public String toString() {
        return "TokenAnswer[expiresIn=" + expiresIn + "]";
    }
}
