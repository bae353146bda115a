package io.twofold.gateway.price;

import java.math.BigDecimal;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An amount of money, as answers write it.
 *
 * @param amount in units of the currency, up to six digits after the point
 * @param currency ISO 4217 code
 */
@Schema(name = "Cost")
public record CostView(BigDecimal amount, String currency) {

    public static @Nullable CostView of(@Nullable Cost cost) {
        return Optional.ofNullable(cost)
                .map(known -> new CostView(known.amount(), known.currency()))
                .orElse(null);
    }
}
