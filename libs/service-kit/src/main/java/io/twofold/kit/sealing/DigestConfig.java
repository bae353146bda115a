package io.twofold.kit.sealing;

import io.smallrye.config.ConfigMapping;

/** {@code twofold.digest.*}. */
@ConfigMapping(prefix = "twofold.digest")
public interface DigestConfig {

    /**
     * HMAC-SHA-256 keyset in Tink's JSON form; no default. Rotates freely: a digest names its key. An old key may go
     * when the longest-lived digest made with it is gone.
     */
    String keyset();
}
