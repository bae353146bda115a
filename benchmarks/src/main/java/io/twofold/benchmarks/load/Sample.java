package io.twofold.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What was measured.
 *
 * @param micros how long each took, in microseconds
 * @param window the time it was measured in
 * @param cores how much of a core each process used in that time
 */
public record Sample(Histogram micros, Duration window, Map<String, Double> cores) {

    private static final int DIGITS = 3;
    private static final double MICROS_PER_MILLI = 1000;
    private static final double NANOS_PER_SECOND = 1e9;

    /** An empty one that grows with what it is given. */
    public static Histogram histogram() {
        return new Histogram(DIGITS);
    }

    public long count() {
        return micros.getTotalCount();
    }

    public double perSecond() {
        return count() * NANOS_PER_SECOND / window.toNanos();
    }

    /** The time that so many percent didn't exceed, in milliseconds. */
    public double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS_PER_MILLI;
    }
}
