package io.twofold.kit.token;

import io.twofold.testing.TokenAuthority;
import java.net.URI;
import java.time.Duration;

/** The defaults, with room for few tokens. */
record Settings(URI jwksUrl) implements TokenConfig {

    @Override
    public String issuer() {
        return TokenAuthority.issuer();
    }

    @Override
    public String audience() {
        return "kit-probe";
    }

    @Override
    public Duration jwksLifetime() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Duration jwksForcedFetchInterval() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Duration rememberedFor() {
        return Duration.ofMinutes(1);
    }

    @Override
    public int remembered() {
        return 2;
    }

    @Override
    public Duration freshFor() {
        return Duration.ofMinutes(5);
    }
}
