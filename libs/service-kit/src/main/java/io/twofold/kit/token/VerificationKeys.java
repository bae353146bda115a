package io.twofold.kit.token;

import java.security.PublicKey;
import java.util.Optional;

/** The token authority's public keys. By default its JWKS; the authority itself provides its own. */
@FunctionalInterface
public interface VerificationKeys {

    /**
     * @param keyId the token's {@code kid}
     * @return empty if the authority has no such key, as far as is known
     */
    Optional<PublicKey> find(String keyId);
}
