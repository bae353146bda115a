package io.twofold.identity.oauth;

import io.twofold.kit.token.ServiceTokens;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens for this service's own calls. Nobody needs to be asked for them: they are made here. */
@Singleton
class OwnServiceTokens implements ServiceTokens {

    private static final String CLIENT_ID = "identity";
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private record Kept(String token, Instant goodUntil) {}

    private final MintServiceToken mint;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    OwnServiceTokens(MintServiceToken mint, Clock clock) {
        this.mint = mint;
        this.clock = clock;
    }

    @Override
    public String forScope(String scope) {
        Instant now = clock.instant();
        return kept.compute(
                        scope,
                        (word, known) -> known != null && known.goodUntil().isAfter(now) ? known : fresh(word, now))
                .token();
    }

    private Kept fresh(String word, Instant now) {
        Scope scope = Scope.of(word).orElseThrow();
        return new Kept(
                mint.mint(CLIENT_ID, List.of(scope)),
                now.plus(MintServiceToken.LIFETIME).minus(MARGIN));
    }
}
