package io.twofold.identity.oauth;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.key.AccessTokens;
import io.twofold.identity.session.EndReason;
import io.twofold.identity.session.EndSessions;
import io.twofold.identity.session.RenewTokens;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;

/**
 * Ends a session by one of its tokens (RFC 7009), a replaced refresh token too: whoever lost the answer to a refresh holds no
 * other. A token that is no good has nothing left to revoke.
 */
@Singleton
class RevokeToken {

    private final AccessTokens accessTokens;
    private final RenewTokens renewTokens;
    private final Accounts accounts;
    private final EndSessions endSessions;

    RevokeToken(AccessTokens accessTokens, RenewTokens renewTokens, Accounts accounts, EndSessions endSessions) {
        this.accessTokens = accessTokens;
        this.renewTokens = renewTokens;
        this.accounts = accounts;
        this.endSessions = endSessions;
    }

    private record Target(UUID accountId, UUID sessionId) {}

    /** Why not, if not. */
    Optional<OAuthError> revoke(String token, Requester requester) {
        Optional<Target> target =
                renewTokens.sessionOf(token).map(known -> new Target(known.accountId(), known.sessionId()));
        Optional<JwtClaims> claims = accessTokens.read(token);
        if (target.isEmpty() && claims.isPresent()) {
            JwtClaims known = claims.get();
            if (!known.hasClaim("sid")) {
                return Optional.of(OAuthError.UNSUPPORTED_TOKEN_TYPE);
            }
            target = Optional.of(new Target(uuid(known, "sub"), uuid(known, "sid")));
        }
        if (target.isPresent() && !(requester instanceof Requester.Device)) {
            return Optional.of(OAuthError.INVALID_GRANT);
        }
        target.ifPresent(this::end);
        return Optional.empty();
    }

    private void end(Target target) {
        QuarkusTransaction.requiringNew()
                .run(() -> accounts.lock(target.accountId())
                        .ifPresent(account -> endSessions.one(account, target.sessionId(), EndReason.REVOKED)));
    }

    private static UUID uuid(JwtClaims claims, String name) {
        return UUID.fromString(String.valueOf(claims.getClaimValue(name)));
    }
}
