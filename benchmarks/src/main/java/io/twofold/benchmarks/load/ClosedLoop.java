package io.twofold.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Workers that each ask again as soon as they are answered: shows how much can be done in a time.
 *
 * @param warmUp what is done in it doesn't count
 */
public record ClosedLoop(int workers, WarmUp warmUp, Duration measured, CpuClock cpu) {

    private static final long NANOS_PER_MICRO = 1000;

    /**
     * Runs until the time is over; each worker asks at least once.
     *
     * @throws Unexpected if one of them failed; the others have stopped then
     */
    public Sample run(Task.Maker tasks) {
        AtomicReference<@Nullable Window> counting = new AtomicReference<>();
        LongAdder done = new LongAdder();
        Histogram[] histograms =
                IntStream.range(0, workers).mapToObj(i -> Sample.histogram()).toArray(Histogram[]::new);
        try (Crew crew = Crew.of(workers, i -> work(tasks.of(i), counting, done, histograms[i]))) {
            warmUp.await(done::sum);
            Window window = Window.beginningNow(Duration.ZERO, measured);
            counting.set(window);
            Map<String, Double> cores = window.watch(cpu);
            crew.join();
            Histogram all = Sample.histogram();
            for (Histogram each : histograms) {
                all.add(each);
            }
            return new Sample(all, window.length(), cores);
        }
    }

    private static void work(Task task, AtomicReference<@Nullable Window> counting, LongAdder done, Histogram micros) {
        try (Http http = new Http()) {
            Window window;
            do {
                long began = System.nanoTime();
                task.once(http);
                long ended = System.nanoTime();
                done.increment();
                window = counting.get();
                if (window != null && window.holds(began, ended)) {
                    micros.recordValue((ended - began) / NANOS_PER_MICRO);
                }
            } while (window == null || !window.isOver());
        }
    }
}
