package io.twofold.identity.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code twofold.registrations.*}. */
@ConfigMapping(prefix = "twofold.registrations")
public interface RegistrationConfig {

    /** How long an address may be confirmed; each code in it has its own, shorter life. */
    @WithDefault("PT24H")
    Duration lifetime();

    /**
     * Registrations of one address in an hour that a letter is sent for. The rest get the same answer and no letter, so
     * that nobody's mailbox can be filled from here.
     */
    @WithDefault("5")
    int lettersPerHour();
}
