package io.twofold.otp.budget;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * {@code twofold.budgets.*}: what all sends together may come to. Money is in millionths of whatever currency the operator
 * counts in. Days and hours are those of UTC. Unsafe values stop the start.
 */
@ConfigMapping(prefix = "twofold.budgets")
public interface BudgetsConfig {

    /**
     * Unproven codes a country may be sent in a day at least, from 0; three times the median of its last fourteen days if
     * that is more. Higher leaves new countries room to grow, and pumpers too. Empty turns the limit off, save for
     * {@link #countries()}.
     */
    @WithDefault("500")
    Optional<@Min(0) Long> country();

    /**
     * What single countries may be sent in a day instead, by ISO 3166-1 alpha-2 code; 0 stops them for all but proven codes.
     * Fixed is predictable, and has to be raised by hand when a country grows. One that doesn't exist stops the start.
     */
    Map<String, @Min(0) Long> countries();

    /** Everything's price in an hour. The bill's upper bound, and who reaches it sends nothing more. Empty: off. */
    @WithDefault("200000000")
    Optional<@Min(0) Long> spendPerHour();

    /** Everything's price in a day; less than 24 hours' worth, or it bounds nothing. Empty: off. */
    @WithDefault("2000000000")
    Optional<@Min(0) Long> spendPerDay();

    /** What a message or call costs where {@link #prices()} doesn't say. Too high stops sending early, too low late. */
    @WithDefault("50000")
    @Min(1) @Max(1_000_000_000) long price();

    /**
     * Prices by {@code DE-voice}, {@code DE} or {@code voice}: the first of these that is there counts. A country or channel
     * that doesn't exist stops the start.
     */
    Map<String, @Min(1) @Max(1_000_000_000) Long> prices();

    /**
     * How long a send waits for another that leases from the same budget, 10 ms to a minute; a lease takes a few milliseconds.
     * Shorter refuses sooner where the database is slow, longer rides that out. Keep it below what callers wait for an answer, or
     * codes go out to people who were told of a failure.
     */
    @WithDefault("PT0.9S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration longestWait();
}
