package io.twofold.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * When it counts: from the end of the warm-up until the end.
 *
 * @param start and the others in terms of {@link System#nanoTime()}
 */
record Window(long start, long from, long until) {

    static Window beginningNow(Duration warmUp, Duration measured) {
        long now = System.nanoTime();
        long from = now + warmUp.toNanos();
        return new Window(now, from, from + measured.toNanos());
    }

    boolean isOver() {
        return System.nanoTime() - until >= 0;
    }

    /** Whether something that took from here to there counts: only what lies within. */
    boolean holds(long began, long ended) {
        return began - from >= 0 && until - ended >= 0;
    }

    Duration length() {
        return Duration.ofNanos(until - from);
    }

    /** Waits until the window is over, and says how much of a core each process used within it. */
    Map<String, Double> watch(CpuClock clock) {
        await(from);
        Map<String, Duration> before = clock.read();
        long began = System.nanoTime();
        await(until);
        Map<String, Duration> after = clock.read();
        double nanos = System.nanoTime() - began;
        Map<String, Double> cores = new TreeMap<>();
        after.forEach((process, used) -> cores.put(
                process, used.minus(before.getOrDefault(process, Duration.ZERO)).toNanos() / nanos));
        return cores;
    }

    static void await(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new Unexpected("The measurement was interrupted");
            }
        }
    }
}
