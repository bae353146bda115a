package io.twofold.identity.outside;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many at once. */
public final class Barrier {

    private Barrier() {}

    /** Does the same on so many threads, all let go at the same moment, and returns what each got. */
    public static <T> List<T> atOnce(int threads, Callable<T> work) {
        return atOnce(IntStream.range(0, threads).mapToObj(_ -> work).toList());
    }

    /** Does all of these at the same moment, and returns what each got. */
    public static <T> List<T> atOnce(List<Callable<T>> work) {
        CyclicBarrier barrier = new CyclicBarrier(work.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> results = work.stream()
                    .map(task -> threads.submit(() -> {
                        barrier.await();
                        return task.call();
                    }))
                    .toList();
            return results.stream().map(Barrier::get).toList();
        }
    }

    private static <T> T get(Future<T> result) {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
