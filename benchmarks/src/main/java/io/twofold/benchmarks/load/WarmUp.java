package io.twofold.benchmarks.load;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Load before the load that counts: until the JVMs have compiled what is busy, which takes a minute where everything shares
 * two cores.
 *
 * @param stretch so long at a time
 */
public record WarmUp(Duration stretch) {

    private static final int MOST_STRETCHES = 12;

    /** What is still getting warm gets faster by more than that from one stretch to the next. */
    private static final double SETTLED = 1.03;

    /**
     * Waits until a stretch has brought hardly more than the best one before it.
     *
     * @param done how often something was done so far
     */
    void await(LongSupplier done) {
        long before = done.getAsLong();
        long best = 0;
        for (int i = 0; i < MOST_STRETCHES; i++) {
            Window.await(System.nanoTime() + stretch.toNanos());
            long now = done.getAsLong();
            long brought = now - before;
            if (i > 0 && brought <= best * SETTLED) {
                return;
            }
            best = Math.max(best, brought);
            before = now;
        }
    }
}
