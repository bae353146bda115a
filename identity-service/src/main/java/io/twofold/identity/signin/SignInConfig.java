package io.twofold.identity.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code twofold.sign-in.*}: pending sign-ins. */
@ConfigMapping(prefix = "twofold.sign-in")
public interface SignInConfig {

    /** How long a pending sign-in waits for its second factor. */
    @WithDefault("PT15M")
    Duration lifetime();

    /** How long a right code may be shown once more, for a device whose answer was lost. The first session ends by that. */
    @WithDefault("PT60S")
    Duration repeatWindow();
}
