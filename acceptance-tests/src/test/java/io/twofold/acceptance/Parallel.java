package io.twofold.acceptance;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** The same thing from many sides at once. */
final class Parallel {

    private Parallel() {}

    /** What came of it, each time it was done. */
    static <T> List<T> times(int number, Callable<T> deed) {
        return all(IntStream.range(0, number).mapToObj(_ -> deed).toList());
    }

    /** What came of each, all begun at the same moment. */
    static <T> List<T> all(List<Callable<T>> deeds) {
        var barrier = new CyclicBarrier(deeds.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = deeds.stream()
                    .map(deed -> threads.submit(() -> {
                        barrier.await();
                        return deed.call();
                    }))
                    .toList();
            return results.stream()
                    .map(result -> {
                        try {
                            return result.get();
                        } catch (ExecutionException e) {
                            throw new IllegalStateException(e);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        }
    }
}
