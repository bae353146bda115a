package io.twofold.gateway.lookup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a number. A missing fact is unknown: it doesn't mean that there is nothing to know.
 *
 * @param carrier the name of its network
 * @param simSwappedAt when its SIM was last swapped, or the latest moment at which it can have been
 */
record NumberFacts(
        LineType type, @Nullable String carrier, @Nullable Instant simSwappedAt) {

    static final NumberFacts NONE = new NumberFacts(LineType.UNKNOWN, null, null);

    private static final int LONGEST_CARRIER = 64;
    private static final Duration CLOCKS_APART = Duration.ofDays(1);

    /**
     * What a source says, as far as it can be believed: a swap in the days to come would keep the number's owner out for as
     * long as somebody likes.
     */
    static NumberFacts told(LineType type, @Nullable String carrier, @Nullable Instant simSwappedAt, Instant now) {
        return new NumberFacts(
                type,
                readable(carrier).orElse(null),
                plausible(simSwappedAt, now).orElse(null));
    }

    boolean saysNothing() {
        return equals(NONE);
    }

    /** These facts, and where something is missing the other's. Of two swaps the later counts. */
    NumberFacts or(NumberFacts other) {
        return new NumberFacts(
                type == LineType.UNKNOWN ? other.type : type,
                carrier == null ? other.carrier : carrier,
                later(simSwappedAt, other.simSwappedAt));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    private static Optional<String> readable(@Nullable String carrier) {
        if (carrier == null) {
            return Optional.empty();
        }
        String visible = carrier.replaceAll("\\p{C}", "").strip();
        int length = Math.min(visible.codePointCount(0, visible.length()), LONGEST_CARRIER);
        return Optional.of(visible.substring(0, visible.offsetByCodePoints(0, length)))
                .filter(name -> !name.isEmpty());
    }

    private static Optional<Instant> plausible(@Nullable Instant swap, Instant now) {
        if (swap == null || swap.isAfter(now.plus(CLOCKS_APART))) {
            return Optional.empty();
        }
        return Optional.of(swap.isAfter(now) ? now : swap);
    }
}
