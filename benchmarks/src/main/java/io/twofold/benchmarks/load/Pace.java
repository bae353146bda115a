package io.twofold.benchmarks.load;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many a second, whether or not earlier ones are answered: shows how long one takes under a load. Time counts from
 * when one was due, not from when a late worker came to it (else the slow ones would hide one another).
 *
 * @param workers how many may be unanswered at a time; more than the rate times the longest answer
 */
public record Pace(int perSecond, int workers, Duration warmUp, Duration measured, CpuClock cpu, Clock clock) {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** What is done each time. */
    @FunctionalInterface
    public interface Step {

        /**
         * @param due when it should be done, which is now or a little earlier
         * @param counts whether it belongs to the measured ones
         */
        void at(Instant due, boolean counts, Http http);
    }

    /**
     * Runs until the time is over.
     *
     * @return how much of a core each process used meanwhile
     * @throws Unexpected if a step failed
     */
    public Map<String, Double> run(Step step) {
        Window window = Window.beginningNow(warmUp, measured);
        Instant start = clock.instant();
        AtomicLong next = new AtomicLong();
        try (Crew crew = Crew.of(workers, i -> work(step, window, start, next))) {
            Map<String, Double> cores = window.watch(cpu);
            crew.join();
            return cores;
        }
    }

    private void work(Step step, Window window, Instant start, AtomicLong next) {
        try (Http http = new Http()) {
            while (true) {
                long offset = next.getAndIncrement() * NANOS_PER_SECOND / perSecond;
                long due = window.start() + offset;
                if (due - window.until() >= 0) {
                    return;
                }
                Window.await(due);
                step.at(start.plusNanos(offset), due - window.from() >= 0, http);
            }
        }
    }
}
