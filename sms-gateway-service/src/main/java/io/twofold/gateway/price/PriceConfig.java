package io.twofold.gateway.price;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.Map;

/** {@code twofold.prices.*}: what the providers take. */
@ConfigMapping(prefix = "twofold.prices")
public interface PriceConfig {

    /** The one currency that all prices are in, an ISO 4217 code: figures are only sums if they can be added. */
    @WithDefault("USD")
    @Pattern(regexp = "[A-Z]{3}", message = "must be three capital letters such as EUR") String currency();

    /**
     * {@code twofold.prices.list.<provider>.<channel>.<country>}: for a segment of a text or for a call, 0 to 1000 with up to six
     * digits after the point. The country is an ISO 3166-1 alpha-2 code, or {@code other} for those not named. What isn't
     * named at all has no cost in answers and figures, and comes last where routes go by price.
     */
    Map<String, Map<String, Map<String, BigDecimal>>> list();
}
