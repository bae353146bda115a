package io.twofold.identity.profile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.accounts.*}. */
@ConfigMapping(prefix = "twofold.accounts")
public interface AccountConfig {

    /**
     * How long after its deletion an account's rows are erased, less than 24 hours. Longer leaves an operator time to help
     * somebody whose account a thief deleted.
     */
    @WithDefault("PT1H")
    @DurationMin(seconds = 0)
    @DurationMax(hours = 24, inclusive = false)
    Duration eraseAfter();
}
