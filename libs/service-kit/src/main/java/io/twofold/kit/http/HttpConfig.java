package io.twofold.kit.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;

/** {@code twofold.http.*}: the rim of the public port. */
@ConfigMapping(prefix = "twofold.http")
public interface HttpConfig {

    /**
     * Networks in CIDR form whose {@code X-Forwarded-For} is believed, such as {@code 10.0.0.0/8}. None by default: whoever is listed here can
     * claim any client address, and with it evade the limits that are kept per address.
     */
    Optional<List<String>> trustedProxies();

    /** Largest request body in bytes, 1 to 65536. Larger answers 413; everything this API takes fits in a few KiB. */
    @WithDefault("16384")
    @Min(1) @Max(65_536) int maxBodySize();
}
