package io.twofold.benchmarks.stack;

import io.twofold.benchmarks.load.Unexpected;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for what comes from elsewhere. */
public final class Patience {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private Patience() {}

    /**
     * Looks until it is there.
     *
     * @throws Unexpected if it isn't within 20 seconds
     */
    public static <T> T until(String what, Supplier<Optional<T>> look) {
        return until(what, LONGEST, look);
    }

    /**
     * The same with patience of one's own.
     *
     * @throws Unexpected if it isn't there by then
     */
    public static <T> T until(String what, Duration longest, Supplier<Optional<T>> look) {
        long deadline = System.nanoTime() + longest.toNanos();
        for (Optional<T> seen = look.get(); ; seen = look.get()) {
            if (seen.isPresent()) {
                return seen.get();
            }
            if (System.nanoTime() > deadline) {
                throw new Unexpected("No %s within %d seconds".formatted(what, longest.toSeconds()));
            }
            pause(LOOK_AGAIN);
        }
    }

    public static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected("The measurement was interrupted", e);
        }
    }
}
