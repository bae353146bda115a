package io.twofold.benchmarks.load;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;

/**
 * Work that is queued ahead, always so much of it: shows how much is done in a time by somebody who takes it from there.
 *
 * @param ahead how much is queued and not done
 * @param least so much is done before it counts, however little faster it gets: the optimising compiler takes on a method when
 *     that has been called so often. If it takes longer than some minutes, they are enough
 * @param warmUp what is done in it doesn't count either
 */
public record Backlog(int ahead, long least, WarmUp warmUp, Duration measured, CpuClock cpu) {

    private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(4);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /**
     * What was done.
     *
     * @param done within the time that counts
     * @param queued in all, the warm-up included
     * @param cores how much of a core each process used in that time
     */
    public record Work(long done, Duration window, long queued, Map<String, Double> cores) {}

    /**
     * Runs until the time is over; what is queued then is left.
     *
     * @param queue adds so much work, on a thread of its own
     * @param done how much was done since this began
     */
    public Work run(IntConsumer queue, ToLongFunction<Http> done) {
        long[] queued = {0};
        AtomicBoolean over = new AtomicBoolean();
        try (Http http = new Http();
                Crew crew = Crew.of(1, _ -> queued[0] = feed(queue, done, over))) {
            long longest = System.nanoTime() + LONGEST_WARM_UP.toNanos();
            while (done.applyAsLong(http) < least && System.nanoTime() < longest) {
                Window.await(System.nanoTime() + LOOK_AGAIN.toNanos());
            }
            warmUp.await(() -> done.applyAsLong(http));
            long before = done.applyAsLong(http);
            long began = System.nanoTime();
            Map<String, Double> cores =
                    Window.beginningNow(Duration.ZERO, measured).watch(cpu);
            long after = done.applyAsLong(http);
            Duration window = Duration.ofNanos(System.nanoTime() - began);
            over.set(true);
            crew.join();
            return new Work(after - before, window, queued[0], cores);
        }
    }

    private long feed(IntConsumer queue, ToLongFunction<Http> done, AtomicBoolean over) {
        long queued = 0;
        try (Http http = new Http()) {
            do {
                int missing = Math.toIntExact(ahead - (queued - done.applyAsLong(http)));
                if (missing > 0) {
                    queue.accept(missing);
                    queued += missing;
                }
                Window.await(System.nanoTime() + LOOK_AGAIN.toNanos());
            } while (!over.get());
        }
        return queued;
    }
}
