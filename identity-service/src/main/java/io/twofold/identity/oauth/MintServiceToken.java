package io.twofold.identity.oauth;

import io.twofold.identity.key.AccessTokens;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes a service's access token. */
@Singleton
class MintServiceToken {

    /** Security rules, "Services and operations". */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final AccessTokens tokens;
    private final Clock clock;

    MintServiceToken(AccessTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    String mint(String clientId, Collection<Scope> scopes) {
        List<String> audiences = scopes.stream()
                .flatMap(scope -> scope.audiences().stream())
                .distinct()
                .toList();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", clientId);
        claims.put("client_id", clientId);
        claims.put("aud", audiences.size() == 1 ? audiences.getFirst() : audiences);
        claims.put("scope", scopes.stream().map(Scope::word).collect(Collectors.joining(" ")));
        Instant now = clock.instant();
        return tokens.sign(claims, now, now.plus(LIFETIME));
    }
}
