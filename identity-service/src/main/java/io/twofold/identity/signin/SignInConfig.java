package io.twofold.identity.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.sign-in.*}: pending sign-ins. */
@ConfigMapping(prefix = "twofold.sign-in")
public interface SignInConfig {

    /** How long a pending sign-in waits for its second factor, up to an hour. */
    @WithDefault("PT15M")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration lifetime();

    /**
     * How long a right code may be shown once more, for a device whose answer was lost, up to ten minutes. The first session
     * ends by that.
     */
    @WithDefault("PT60S")
    @DurationMin(seconds = 0)
    @DurationMax(minutes = 10)
    Duration repeatWindow();
}
