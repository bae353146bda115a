package io.twofold.identity.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.signing-keys.*}. */
@ConfigMapping(prefix = "twofold.signing-keys")
public interface SigningKeyConfig {

    /** How long a key signs, {@link #publishedAhead()} to two years. Shorter limits what a stolen key is worth. */
    @WithDefault("P30D")
    @DurationMax(days = 732)
    Duration lifetime();

    /**
     * How long a key is published before its first use. More than any verifier keeps its copy (services here: 5 minutes)
     * and than a replica may sleep, up to 30 days.
     */
    @WithDefault("PT24H")
    @DurationMin(minutes = 5)
    @DurationMax(days = 30)
    Duration publishedAhead();

    /**
     * How long a key stays published after its last use, up to 30 days: at least the life of an access token, a user's
     * ({@code twofold.sessions.access-token-lifetime}) or a service's (10 minutes), better some minutes of clock skew more.
     */
    @WithDefault("PT15M")
    @DurationMin(minutes = 10)
    @DurationMax(days = 30)
    Duration publishedAfter();
}
