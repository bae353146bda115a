package io.twofold.gateway.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code twofold.message-limits.*}: what this service sends at most, whoever asks. They are there for the day on which the limits of
 * those who ask fail: above them in ordinary life, below what would hurt.
 */
@ConfigMapping(prefix = "twofold.message-limits")
public interface MessageLimitsConfig {

    /** Messages to one number: a list such as {@code 40/PT1H}, all of which must have room. Empty turns it off. */
    @WithDefault("40/PT1H,100/P1D")
    Optional<List<Allowance>> number();

    /** Messages to one country a day (UTC), 1 to a billion. */
    @WithDefault("100000")
    @Min(1) @Max(1_000_000_000) long countryADay();

    /** The same for single countries, by ISO 3166-1 alpha-2 code. */
    Map<String, @Min(0) @Max(1_000_000_000) Long> countries();

    /** What is spent an hour (UTC), in units of {@code twofold.prices.currency}, up to a billion. */
    @WithDefault("1000")
    @DecimalMin("0") @DecimalMax("1000000000") BigDecimal spendAnHour();

    /** What is spent a day (UTC). */
    @WithDefault("10000")
    @DecimalMin("0") @DecimalMax("1000000000") BigDecimal spendADay();

    /** What a segment or a call is reckoned to cost where the price list doesn't say: rather too much than nothing. */
    @WithDefault("0.10")
    @DecimalMin("0") @DecimalMax("1000") BigDecimal assumedPrice();
}
