package io.twofold.gateway.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Does together what many threads want done at the same time, so that they share a transaction and its round trips: whoever
 * comes while a group is being worked on belongs to the next one. Nobody waits for others to come, nor for a group that hangs.
 */
final class Gathering<T, R> {

    private static final long NONE = Long.MIN_VALUE;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final int most;
    private final Duration patience;
    private final Function<List<T>, List<Optional<R>>> work;
    private final Queue<Member<T, R>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isWorking = new AtomicBoolean();

    /** When the group at hand began, in terms of {@link System#nanoTime()}. */
    private volatile long begun = NONE;

    private record Member<T, R>(T wish, CompletableFuture<Optional<R>> result) {}

    /**
     * A gathering that nobody has come to yet.
     *
     * @param most how many belong to a group at most
     * @param patience how long a group may take before nobody waits for the next one
     * @param work is done for a group, with a result for each in the same order, or none for who had better go alone; where it
     *     throws, nothing may have happened
     */
    Gathering(int most, Duration patience, Function<List<T>, List<Optional<R>>> work) {
        this.most = most;
        this.patience = patience;
        this.work = work;
    }

    /**
     * Waits until it is done.
     *
     * @return empty if it wasn't, and has to be done alone
     */
    Optional<R> join(T wish) {
        if (isHanging()) {
            return Optional.empty();
        }
        Member<T, R> member = new Member<>(wish, new CompletableFuture<>());
        waiting.add(member);
        while (true) {
            try {
                beginWorking();
                return member.result().get(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException _) {
                if (isHanging() && waiting.remove(member)) {
                    return Optional.empty();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return leave(member);
            } catch (RuntimeException | Error _) {
                return leave(member);
            }
        }
    }

    /** Whoever is being worked on has to know how that ends. */
    private Optional<R> leave(Member<T, R> member) {
        return waiting.remove(member) ? Optional.empty() : member.result().join();
    }

    /** How many belong to no group yet. */
    int waiting() {
        return waiting.size();
    }

    private boolean isHanging() {
        long since = begun;
        return since != NONE && System.nanoTime() - since > patience.toNanos();
    }

    private void beginWorking() {
        if (!isWorking.compareAndSet(false, true)) {
            return;
        }
        boolean hasBegun = false;
        try {
            Thread.ofVirtual().name("gathering").start(this::work);
            hasBegun = true;
        } finally {
            if (!hasBegun) {
                isWorking.set(false);
            }
        }
    }

    private void work() {
        boolean hasTurn = true;
        try {
            while (hasTurn) {
                while (!waiting.isEmpty()) {
                    workForGroup();
                }
                hasTurn = false;
                isWorking.set(false);
                hasTurn = !waiting.isEmpty() && isWorking.compareAndSet(false, true);
            }
        } finally {
            if (hasTurn) {
                isWorking.set(false); // who waits begins anew
            }
        }
    }

    /** Whatever happens, nobody of the group waits for what doesn't come. */
    private void workForGroup() {
        List<Member<T, R>> group = new ArrayList<>(most);
        try {
            for (Member<T, R> next = waiting.poll(); next != null; next = group.size() < most ? waiting.poll() : null) {
                group.add(next);
            }
            if (group.isEmpty()) {
                return; // who waited has left
            }
            begun = System.nanoTime();
            List<Optional<R>> results =
                    work.apply(group.stream().map(Member::wish).toList());
            if (results.size() != group.size()) {
                throw new IllegalStateException(results.size() + " results for " + group.size());
            }
            begun = NONE;
            for (int place = 0; place < group.size(); place++) {
                end(group.get(place), results.get(place));
            }
        } catch (RuntimeException | Error _) {
            // Each meets its own trouble alone.
        } finally {
            begun = NONE;
            for (Member<T, R> member : group) {
                end(member, Optional.empty());
            }
        }
    }

    /** Only the first end counts. */
    private static <T, R> void end(Member<T, R> member, Optional<R> result) {
        try {
            member.result().complete(result);
        } catch (RuntimeException | Error _) {
            // It couldn't be woken, and finds its result when it looks again.
        }
    }
}
