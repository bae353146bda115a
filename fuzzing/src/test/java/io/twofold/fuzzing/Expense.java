package io.twofold.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;

/** What an input costs: time that the thread itself computes, so that a busy machine is no finding, and memory it asks for. */
public final class Expense {

    /**
     * Thousands of times what such an input needs, and far less than one needs whose cost grows with its square. The first input
     * loads the classes, which takes a while on a slow machine.
     */
    private static final Duration MUCH = Duration.ofSeconds(3);

    private static final int TRIES = 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Expense() {}

    /** Does the work, which may take three seconds of computing. */
    public static <T> T bounded(Supplier<T> work) {
        long before = THREADS.getCurrentThreadCpuTime();
        T result = work.get();
        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before))
                .as("computing time")
                .isLessThan(MUCH);
        return result;
    }

    /**
     * Does the work, which may ask for so many bytes. What asks for more is done again: the first times are those of classes that
     * are loaded and of calls that the JVM prepares.
     */
    public static <T> T within(long bytes, Supplier<T> work) {
        long least = Long.MAX_VALUE;
        for (int tries = 0; tries < TRIES; tries++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            T result = work.get();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
            if (least <= bytes) {
                return result;
            }
        }
        throw new AssertionError("Asks for " + least + " bytes instead of " + bytes);
    }
}
