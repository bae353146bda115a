package io.twofold.otp.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What may be used in each hour or day.
 *
 * @param name under which it is kept
 * @param scope what callers, metrics and people call it: "country" or "spend"
 * @param unit hours or days, of UTC
 * @param fixed how much, where a setting says so
 * @param country whose, where its past decides how much
 * @param least how much at least in that case
 */
record Allotment(
        String name,
        String scope,
        ChronoUnit unit,
        @Nullable Long fixed,
        @Nullable String country,
        long least) {

    static Allotment ofSpend(ChronoUnit unit, long allowed) {
        return new Allotment("spend:" + (unit == ChronoUnit.HOURS ? "hour" : "day"), "spend", unit, allowed, null, 0);
    }

    static Allotment ofCountry(String country, @Nullable Long fixed, long least) {
        return new Allotment("country:" + country, "country", ChronoUnit.DAYS, fixed, country, least);
    }

    /** When the hour or day began that this moment belongs to. */
    Instant periodOf(Instant now) {
        return now.truncatedTo(unit);
    }

    Instant endOf(Instant period) {
        return period.plus(Duration.of(1, unit));
    }
}
