package io.twofold.benchmarks.load;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Load before the load that counts: until the JVMs have compiled what is busy. Where little is done in a second that takes
 * minutes, and for a while nothing gets faster meanwhile: so the compilers are asked, too.
 *
 * @param stretch so long at a time
 * @param compiling how long the compilers of all JVMs under load have worked since these began
 */
public record WarmUp(Duration stretch, Supplier<Duration> compiling) {

    private static final int MOST_STRETCHES = 30;

    /** What is still getting warm gets faster by more than that from one stretch to the next. */
    private static final double SETTLED = 1.03;

    /** Compilers that have hardly anything left to do take less than that part of a core. */
    private static final double AT_REST = 0.15;

    /**
     * Waits until a stretch has brought hardly more than the best one before it, and the compilers rest.
     *
     * @param done how often something was done so far
     */
    void await(LongSupplier done) {
        long before = done.getAsLong();
        Duration compiledBefore = compiling.get();
        long best = 0;
        for (int i = 0; i < MOST_STRETCHES; i++) {
            Window.await(System.nanoTime() + stretch.toNanos());
            long now = done.getAsLong();
            Duration compiled = compiling.get();
            long brought = now - before;
            boolean resting = compiled.minus(compiledBefore).toNanos() < stretch.toNanos() * AT_REST;
            if (i > 0 && brought <= best * SETTLED && resting) {
                return;
            }
            best = Math.max(best, brought);
            before = now;
            compiledBefore = compiled;
        }
    }
}
