package io.twofold.apppassword.verifier;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;

/** {@code twofold.verifiers."<name>".*}: one entry for each server that may ask. None by default: nobody may. */
@ConfigMapping(prefix = "twofold.verifiers")
public interface VerifierConfig {

    /** By name, which HTTP Basic doesn't allow a colon in. */
    @WithParentName
    Map<String, Verifier> verifiers();

    /** One of the two is needed. */
    interface Verifier {

        /** The secret itself, at least 16 characters, random. For places that hand out secrets at run time. */
        Optional<String> secret();

        /** The secret's SHA-256 in hexadecimal, so that the configuration doesn't hold it. */
        Optional<String> secretSha256();
    }
}
