package io.twofold.otp.conversion;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * {@code twofold.conversion.*}: when sending is suspended for want of verified codes, and how long sums are kept. Unsafe
 * values stop the start.
 */
@ConfigMapping(prefix = "twofold.conversion")
public interface ConversionConfig {

    /** Messages to a prefix in an hour before it is judged, from 1. Fewer is sooner, and wrong more often. */
    @WithDefault("20")
    @Min(1) int prefixSends();

    /** Messages to a country in an hour before it is judged, from 1. The same. */
    @WithDefault("200")
    @Min(1) int countrySends();

    /** Percent of them that must be verified, 0 to 100; 0 suspends nothing. Honest traffic has 60 and more. */
    @WithDefault("10")
    @Min(0) @Max(100) int leastPercent();

    /**
     * How long a person may take to type a code back, zero to 30 minutes: younger messages aren't judged, or the beginning
     * of any rush would look like fraud. Longer is fairer to the slow, and gives a pumper that much more time.
     */
    @WithDefault("PT3M")
    @DurationMin(millis = 0)
    @DurationMax(minutes = 30)
    Duration answeringTime();

    /** How long nothing unproven is sent then, a minute to 7 days. Longer bores pumpers, and keeps honest people waiting. */
    @WithDefault("PT12H")
    @DurationMin(minutes = 1)
    @DurationMax(days = 7)
    Duration suspendedFor();

    /** How long sums by country, purpose and client are kept, 15 days (the countries' budgets look back 14) to 10 years. */
    @WithDefault("P90D")
    @DurationMin(days = 15)
    @DurationMax(days = 3653)
    Duration kept();

    /**
     * How long sums by prefix are kept, 2 hours to 90 days. There may be a row a message: longer shows more, and takes more
     * room.
     */
    @WithDefault("P7D")
    @DurationMin(hours = 2)
    @DurationMax(days = 90)
    Duration prefixesKept();
}
