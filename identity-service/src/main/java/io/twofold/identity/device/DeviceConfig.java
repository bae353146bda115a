package io.twofold.identity.device;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.devices.*}: trust (security rules, "Sign-in and sessions"). */
@ConfigMapping(prefix = "twofold.devices")
public interface DeviceConfig {

    /**
     * How long after its first sign-in with two factors a device waits before it may change what guards the account, up to 30 days.
     * Longer gives an owner more time to throw out a thief; a person with a new phone waits as long.
     */
    @WithDefault("PT1H")
    @DurationMin(seconds = 0)
    @DurationMax(days = 30)
    Duration securityDelay();

    /** How long a browser is trusted, up to a year. Other devices are trusted until that is ended. */
    @WithDefault("P30D")
    @DurationMin(seconds = 1)
    @DurationMax(days = 366)
    Duration browserTrust();

    /** Browsers an account trusts at a time, 1 to 100; the one not seen for longest makes room. */
    @WithDefault("10")
    @Min(1) @Max(100) int maxTrustedBrowsers();
}
