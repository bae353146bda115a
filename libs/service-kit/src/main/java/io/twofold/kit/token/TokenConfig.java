package io.twofold.kit.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** {@code twofold.tokens.*}: whose access tokens are believed. */
@ConfigMapping(prefix = "twofold.tokens")
public interface TokenConfig {

    /** The value of {@code iss} that is believed, an absolute URI: identity-service's public address. */
    String issuer();

    /** This service's own name as {@code aud}. Each service sets it in its application.properties. */
    String audience();

    /** Where the token authority publishes its keys. */
    URI jwksUrl();

    /** How long a copy of the keys is used before it is fetched again, at least one second. */
    @WithDefault("PT5M")
    Duration jwksLifetime();

    /**
     * At most one fetch for an unknown key id in this time, so that forged key ids can't make the service hammer the
     * authority. A new key is published well before its first use, so nobody waits for this.
     */
    @WithDefault("PT5S")
    Duration jwksForcedFetchInterval();

    /** How long to wait for the authority, for connecting and for the answer each. */
    @WithDefault("PT2S")
    Duration timeout();

    /**
     * Longest age of {@code auth_time} where the contract asks for a fresh proof, at least one second. Longer is less
     * typing for people, and more time for whoever finds an unlocked device.
     */
    @WithDefault("PT5M")
    Duration freshFor();
}
