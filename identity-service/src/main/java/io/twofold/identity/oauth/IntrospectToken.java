package io.twofold.identity.oauth;

import io.twofold.identity.key.AccessTokens;
import io.twofold.identity.session.LiveSessions;
import io.twofold.identity.session.RefreshTokenState;
import io.twofold.identity.session.RenewTokens;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;

/** Says what a token is good for at this moment (RFC 7662). */
@Singleton
class IntrospectToken {

    private static final Map<String, Object> INACTIVE = Map.of("active", false);

    private final AccessTokens accessTokens;
    private final LiveSessions liveSessions;
    private final RenewTokens renewTokens;

    IntrospectToken(AccessTokens accessTokens, LiveSessions liveSessions, RenewTokens renewTokens) {
        this.accessTokens = accessTokens;
        this.liveSessions = liveSessions;
        this.renewTokens = renewTokens;
    }

    /** The members of the answer; of a token that is no good only that. */
    Map<String, Object> introspect(String token) {
        return accessTokens
                .read(token)
                .map(this::ofAccessToken)
                .or(() -> renewTokens.look(token).map(IntrospectToken::ofRefreshToken))
                .orElse(INACTIVE);
    }

    private Map<String, Object> ofAccessToken(JwtClaims claims) {
        Optional<UUID> session = uuid(claims, "sid");
        if (session.isPresent()
                && !liveSessions.isLive(session.get(), uuid(claims, "sub").orElseThrow())) {
            return INACTIVE;
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("active", true);
        answer.put("token_type", "Bearer");
        answer.putAll(claims.getClaimsMap());
        return answer;
    }

    private static Map<String, Object> ofRefreshToken(RefreshTokenState token) {
        return Map.of(
                "active", true,
                "token_type", "refresh_token",
                "sub", token.accountId().toString(),
                "sid", token.sessionId().toString(),
                "client_id", token.clientId(),
                "exp", token.expiresAt().getEpochSecond());
    }

    private static Optional<UUID> uuid(JwtClaims claims, String name) {
        return claims.getClaimValue(name) instanceof String text
                ? Optional.of(UUID.fromString(text))
                : Optional.empty();
    }
}
