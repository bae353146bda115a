package io.twofold.kit.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.idempotency.*}. */
@ConfigMapping(prefix = "twofold.idempotency")
public interface IdempotencyConfig {

    /** How long an answer is remembered, at least one minute. Longer helps slow callers and costs a row each. */
    @WithDefault("PT24H")
    @DurationMin(minutes = 1)
    Duration lifetime();
}
