package io.twofold.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Workers on threads of their own. They are platform threads: each does nothing but block on its own socket, which costs
 * one system call there and several changes of thread on a virtual one.
 */
final class Crew implements AutoCloseable {

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("worker-", 0).factory());
    private final List<Future<?>> work = new ArrayList<>();

    /** Sets so many to work. */
    static Crew of(int workers, IntConsumer work) {
        Crew crew = new Crew();
        for (int i = 0; i < workers; i++) {
            int worker = i;
            crew.work.add(crew.threads.submit(() -> work.accept(worker)));
        }
        return crew;
    }

    /**
     * Waits until all are done.
     *
     * @throws Unexpected of the first that failed
     */
    void join() {
        try {
            for (Future<?> each : work) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Unexpected unexpected ? unexpected : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected("The measurement was interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
