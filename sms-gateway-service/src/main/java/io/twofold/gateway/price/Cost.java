package io.twofold.gateway.price;

import java.math.BigDecimal;

/**
 * An amount of money.
 *
 * @param micros millionths, 0 or more
 * @param currency ISO 4217 code
 */
public record Cost(long micros, String currency) {

    private static final int DIGITS = 6;

    /** As answers write it: without trailing zeros. */
    public BigDecimal amount() {
        return inUnits(micros);
    }

    /** Millionths as units of a currency. */
    public static BigDecimal inUnits(long micros) {
        BigDecimal units = BigDecimal.valueOf(micros, DIGITS).stripTrailingZeros();
        return units.scale() < 0 ? units.setScale(0) : units;
    }

    /**
     * Units of a currency as millionths.
     *
     * @throws ArithmeticException if it has more than six digits after the point, or is beyond all measure
     */
    public static long inMicros(BigDecimal units) {
        return units.movePointRight(DIGITS).longValueExact();
    }
}
