package io.twofold.identity.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code twofold.signing-keys.*}. */
@ConfigMapping(prefix = "twofold.signing-keys")
public interface SigningKeyConfig {

    /** How long a key signs, at least {@link #publishedAhead()}. Shorter limits what a stolen key is worth. */
    @WithDefault("P30D")
    Duration lifetime();

    /**
     * How long a key is published before its first use. More than any verifier keeps its copy (services here: 5 minutes)
     * and than a replica may sleep.
     */
    @WithDefault("PT24H")
    Duration publishedAhead();

    /** How long a key stays published after its last use: the life of an access token and some minutes of clock skew. */
    @WithDefault("PT15M")
    Duration publishedAfter();
}
