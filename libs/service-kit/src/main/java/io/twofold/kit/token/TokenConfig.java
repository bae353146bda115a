package io.twofold.kit.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

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
    @DurationMin(seconds = 1)
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
     * How long a token that was found good is believed without checking its signature again, 0 to 10 minutes, and never
     * beyond its expiry or the key's place in the key set. Longer saves work; a session's end is seen at once all the same.
     */
    @WithDefault("PT1M")
    @DurationMin(seconds = 0)
    @DurationMax(minutes = 10)
    Duration rememberedFor();

    /** How many such tokens of each kind are remembered at most, 0 to 1000000, of about 1 KiB each. */
    @WithDefault("10000")
    @Min(0) @Max(1_000_000) int remembered();

    /**
     * Longest age of {@code auth_time} where the contract asks for a fresh proof, at least one second. Longer is less
     * typing for people, and more time for whoever finds an unlocked device.
     */
    @WithDefault("PT5M")
    @DurationMin(seconds = 1)
    Duration freshFor();
}
