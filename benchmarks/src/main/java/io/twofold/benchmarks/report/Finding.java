package io.twofold.benchmarks.report;

import io.twofold.benchmarks.load.Sample;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One figure.
 *
 * @param name as {@code --only} takes it
 * @param what in words
 * @param value what the goal is about
 * @param unit of the value and the goal
 * @param met whether the goal is reached
 * @param n how many were measured
 * @param millis how long each took, where that was measured
 * @param cores how much of a core each process used meanwhile, where that was measured
 * @param details by name: what else belongs to it
 */
public record Finding(
        String name,
        String what,
        double value,
        String unit,
        String goal,
        boolean met,
        long n,
        @Nullable Percentiles millis,
        Map<String, Double> cores,
        Map<String, Object> details) {

    private static final double NANOS_PER_SECOND = 1e9;

    /** In milliseconds. */
    public record Percentiles(double p50, double p90, double p99, double max) {

        static Percentiles of(Sample sample) {
            return new Percentiles(sample.millis(50), sample.millis(90), sample.millis(99), sample.millis(100));
        }
    }

    /** So many a second, of which there should be at least so many. */
    public static Finding rate(String name, String what, Sample sample, double goal) {
        return new Finding(
                name,
                what,
                sample.perSecond(),
                "/s",
                "≥ %,.0f /s".formatted(goal),
                sample.perSecond() >= goal,
                sample.count(),
                Percentiles.of(sample),
                sample.cores(),
                Map.of());
    }

    /** So many in a time, of which there should be at least so many a second; how long each took wasn't measured. */
    public static Finding rate(
            String name, String what, long count, Duration window, Map<String, Double> cores, double goal) {
        double perSecond = count * NANOS_PER_SECOND / window.toNanos();
        return new Finding(
                name,
                what,
                perSecond,
                "/s",
                "≥ %,.0f /s".formatted(goal),
                perSecond >= goal,
                count,
                null,
                cores,
                Map.of());
    }

    /** The 99th percentile of a time, which should be less than so many milliseconds. */
    public static Finding delay(String name, String what, Sample sample, double goal) {
        return new Finding(
                name,
                what,
                sample.millis(99),
                "ms p99",
                "p99 < %,.0f ms".formatted(goal),
                sample.count() > 0 && sample.millis(99) < goal,
                sample.count(),
                Percentiles.of(sample),
                sample.cores(),
                Map.of());
    }

    /** An amount of which there should be at most so much. */
    public static Finding amount(String name, String what, double value, String unit, double goal) {
        return new Finding(
                name,
                what,
                value,
                unit,
                "≤ %,.0f %s".formatted(goal, unit),
                value <= goal,
                1,
                null,
                Map.of(),
                Map.of());
    }

    /** The same, measured so many times. */
    public Finding times(long count) {
        return new Finding(name, what, value, unit, goal, met, count, millis, cores, details);
    }

    /** The same, whose 99th percentile should be less than so many milliseconds, too. */
    public Finding andP99Below(double goalMillis) {
        boolean quick = millis != null && millis.p99() < goalMillis;
        return new Finding(
                name,
                what,
                value,
                unit,
                goal + ", p99 < %,.0f ms".formatted(goalMillis),
                met && quick,
                n,
                millis,
                cores,
                details);
    }

    /** The same, which reaches its goal only under a condition that it was to be measured under. */
    public Finding onlyIf(boolean kept, String condition) {
        return new Finding(name, what, value, unit, goal + ", " + condition, met && kept, n, millis, cores, details);
    }

    /** The same without a goal: shown beside one that has one. */
    public Finding forComparison() {
        return new Finding(name, what, value, unit, "", true, n, millis, cores, details);
    }

    /** The same with something more. */
    public Finding with(String detail, Object content) {
        Map<String, Object> more = new TreeMap<>(details);
        more.put(detail, content);
        return new Finding(name, what, value, unit, goal, met, n, millis, cores, more);
    }
}
