package io.twofold.apppassword.apppassword;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code twofold.app-passwords.*}. */
@ConfigMapping(prefix = "twofold.app-passwords")
public interface AppPasswordConfig {

    /** How many an account may have at a time, 1 to 1000. More suits more programs and gives a thief more places to hide. */
    @WithDefault("25")
    int limit();
}
