package io.twofold.kit.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code twofold.idempotency.*}. */
@ConfigMapping(prefix = "twofold.idempotency")
public interface IdempotencyConfig {

    /** How long an answer is remembered. Longer helps slow callers and costs a row each. */
    @WithDefault("PT24H")
    Duration lifetime();
}
