package io.twofold.identity.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.registrations.*}. */
@ConfigMapping(prefix = "twofold.registrations")
public interface RegistrationConfig {

    /** How long an address may be confirmed, up to a week; each code in it has its own, shorter life. */
    @WithDefault("PT24H")
    @DurationMin(seconds = 1)
    @DurationMax(days = 7)
    Duration lifetime();

    /**
     * Letters to one address in an hour, over all its registrations and resends, 1 to 100. The rest get the same answer and
     * no letter, so that nobody's mailbox can be filled from here.
     */
    @WithDefault("5")
    @Min(1) @Max(100) int lettersPerHour();
}
