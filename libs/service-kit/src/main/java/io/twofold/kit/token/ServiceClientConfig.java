package io.twofold.kit.token;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** {@code twofold.service-client.*}: what this service shows the token authority to get tokens for its own calls. */
@ConfigMapping(prefix = "twofold.service-client")
public interface ServiceClientConfig {

    /** The client's id. Only services that call others have one. */
    Optional<String> id();

    /** The client's secret; it has no default. */
    Optional<String> secret();

    /** The authority's token endpoint. */
    Optional<URI> tokenUrl();
}
