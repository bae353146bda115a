package io.twofold.kit.sealing;

import io.smallrye.config.ConfigMapping;

/** {@code twofold.fingerprint.*}. */
@ConfigMapping(prefix = "twofold.fingerprint")
public interface FingerprintConfig {

    /**
     * HMAC-SHA-256 PRF keyset in Tink's JSON form; no default. Its primary key is not to be changed in service: every
     * limit and every look-up kept under the old fingerprints would start anew.
     */
    String keyset();
}
