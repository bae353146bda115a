package io.twofold.apppassword.verify;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code twofold.last-use.*}: the time, protocol and address that the list shows for each password. */
@ConfigMapping(prefix = "twofold.last-use")
public interface LastUseConfig {

    /** How exact it is: at most one write per password in this time. Shorter is more exact and writes more. */
    @WithDefault("PT1M")
    Duration resolution();
}
