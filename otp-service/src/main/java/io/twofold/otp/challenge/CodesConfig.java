package io.twofold.otp.challenge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.codes.*}: how long a code lives and how often it may be tried and sent. Unsafe values stop the start. */
@ConfigMapping(prefix = "twofold.codes")
public interface CodesConfig {

    /**
     * How long a code is accepted, one second to an hour. Messages take a minute or two in a bad hour; NIST SP 800-63B-4
     * §3.1.3.2 asks for at most ten minutes.
     */
    @WithDefault("PT10M")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration lifetime();

    /** Wait before a binding's second code, up to an hour; it doubles with each further one. Shorter is kinder and dearer. */
    @WithDefault("PT30S")
    @DurationMin(millis = 0)
    @DurationMax(hours = 1)
    Duration resendAfter();

    /** Wrong codes a binding may have, 1 to 10. Each is a chance of one in a million for whoever guesses. */
    @WithDefault("5")
    @Min(1) @Max(10) int maxAttempts();

    /** Codes a binding may be sent, 1 to 100. Each further one is another message to pay. */
    @WithDefault("5")
    @Min(1) @Max(100) int maxSends();

    /**
     * How long requests may wait for the road to the gateway before further codes are refused (503), one second to an hour;
     * a longer time than the code's life counts as that. Shorter is honest sooner, longer rides out more: what waits is
     * sent late, and has been counted.
     */
    @WithDefault("PT1M")
    @DurationMin(seconds = 1)
    @DurationMax(hours = 1)
    Duration undeliverableAfter();

    /**
     * How long a binding's budget counts from its first send, a minute to 30 days and no less than a code lives: longer
     * than any sign-in or registration lives, or a code that is late gets new tries. It is also how long a challenge can
     * be looked at.
     */
    @WithDefault("PT24H")
    @DurationMin(minutes = 1)
    @DurationMax(days = 30)
    Duration bindingLifetime();
}
