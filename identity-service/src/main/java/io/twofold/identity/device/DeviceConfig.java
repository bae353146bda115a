package io.twofold.identity.device;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code twofold.devices.*}: trust (security rules, "Sign-in and sessions"). */
@ConfigMapping(prefix = "twofold.devices")
public interface DeviceConfig {

    /**
     * How long after its first sign-in with two factors a device waits before it may change what guards the account.
     * Longer gives an owner more time to throw out a thief; a person with a new phone waits as long.
     */
    @WithDefault("PT1H")
    Duration securityDelay();

    /** How long a browser is trusted. Other devices are trusted until that is ended. */
    @WithDefault("P30D")
    Duration browserTrust();

    /** Browsers an account trusts at a time, at least 1; the one not seen for longest makes room. */
    @WithDefault("10")
    int maxTrustedBrowsers();
}
