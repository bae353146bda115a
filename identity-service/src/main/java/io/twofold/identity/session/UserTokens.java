package io.twofold.identity.session;

import io.twofold.identity.key.AccessTokens;
import io.twofold.kit.token.UserToken;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Says in an access token what a session is good for. */
@Singleton
class UserTokens {

    private final AccessTokens tokens;
    private final SessionConfig config;

    UserTokens(AccessTokens tokens, SessionConfig config) {
        this.tokens = tokens;
        this.config = config;
    }

    /**
     * @param sessionEnd when the session ends whatever happens; no token outlives it
     * @param refreshToken goes with the access token
     */
    SessionTokens issue(
            UUID accountId,
            String email,
            String clientId,
            Proof proof,
            Instant sessionEnd,
            RefreshToken refreshToken,
            Instant now) {
        Instant secondFactorAt = proof.secondFactorAt();
        boolean aal2 = secondFactorAt != null
                && secondFactorAt.plus(config.secondFactorLifetime()).isAfter(now);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", accountId.toString());
        claims.put("aud", UserToken.AUDIENCE);
        claims.put("client_id", clientId);
        claims.put("sid", refreshToken.sessionId().toString());
        claims.put("auth_time", proof.authTime().getEpochSecond());
        claims.put("acr", aal2 ? "aal2" : "aal1");
        claims.put("amr", aal2 ? proof.amr() : List.of(proof.firstFactor()));
        claims.put("email", email);
        Instant end = now.plus(config.accessTokenLifetime());
        Instant expiresAt = end.isBefore(sessionEnd) ? end : sessionEnd;
        return new SessionTokens(
                refreshToken.sessionId(),
                tokens.sign(claims, now, expiresAt),
                refreshToken.text(),
                expiresAt.getEpochSecond() - now.getEpochSecond());
    }
}
