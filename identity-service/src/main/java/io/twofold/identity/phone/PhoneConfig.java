package io.twofold.identity.phone;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.phone-numbers.*}. */
@ConfigMapping(prefix = "twofold.phone-numbers")
public interface PhoneConfig {

    /** Numbers an account may trust, 1 to 20. Each one more is one more way in. */
    @WithDefault("5")
    @Min(1) @Max(20) int max();

    /** How long an enrolment, or the verification of one more number, waits for its code, up to an hour. */
    @WithDefault("PT15M")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration verificationLifetime();
}
