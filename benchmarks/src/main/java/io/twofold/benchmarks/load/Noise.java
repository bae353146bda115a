package io.twofold.benchmarks.load;

import java.util.concurrent.atomic.LongAdder;

/** Others who ask without end beside what is measured, until this is closed. */
public final class Noise implements AutoCloseable {

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final LongAdder answered = new LongAdder();
    private final Crew crew;
    private volatile boolean over;

    private Noise(int workers, long pause, Task.Maker tasks) {
        crew = Crew.of(workers, worker -> ask(tasks.of(worker), pause));
    }

    /** Each worker asks again as soon as it is answered. */
    public static Noise asMuchAsThereCanBe(int workers, Task.Maker tasks) {
        return new Noise(workers, 0, tasks);
    }

    /** At most so many a second, all workers together; who is late doesn't make up for it. */
    public static Noise atMost(int perSecond, int workers, Task.Maker tasks) {
        return new Noise(workers, NANOS_PER_SECOND * workers / perSecond, tasks);
    }

    /** How many were answered so far. */
    public long answered() {
        return answered.sum();
    }

    /**
     * Waits for what is under way.
     *
     * @throws Unexpected if one was answered otherwise than it should
     */
    @Override
    public void close() {
        over = true;
        try (crew) {
            crew.join();
        }
    }

    private void ask(Task task, long pause) {
        try (Http http = new Http()) {
            long due = System.nanoTime();
            while (!over) {
                Window.await(due);
                task.once(http);
                answered.increment();
                due = Math.max(due + pause, System.nanoTime());
            }
        }
    }
}
