package io.twofold.identity.phone;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code twofold.phone-numbers.*}. */
@ConfigMapping(prefix = "twofold.phone-numbers")
public interface PhoneConfig {

    /** Numbers an account may trust, 1 to 20. Each one more is one more way in. */
    @WithDefault("5")
    int max();

    /** How long an enrolment, or the verification of one more number, waits for its code. */
    @WithDefault("PT15M")
    Duration verificationLifetime();
}
