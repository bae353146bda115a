package io.twofold.identity.signin;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.sign-in.*}: pending sign-ins, and what wrong second factors cost. */
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

    /** What wrong second factors cost, counted over all of an account's sign-ins on devices that it doesn't know. */
    Throttle throttle();

    /** Waits on wrong second factors (security rules, "Codes"). */
    interface Throttle {

        /** The wrong one in a row that brings the first wait, and a letter to the owner, 5 to 100. */
        @WithDefault("10")
        @Min(5) @Max(100) int freeFailures();

        /**
         * The first wait, a minute to a day; it doubles with each further failure. Longer slows guessing, and owners on a
         * device that is new.
         */
        @WithDefault("PT15M")
        @DurationMin(minutes = 1)
        @DurationMax(days = 1)
        Duration firstWait();

        /** The longest wait, a minute to 30 days. */
        @WithDefault("PT24H")
        @DurationMin(minutes = 1)
        @DurationMax(days = 30)
        Duration longestWait();

        /** The wrong one in a row that brings the owner another letter, 10 to 1000: a thief has the password. */
        @WithDefault("50")
        @Min(10) @Max(1000) int alarmFailures();
    }
}
