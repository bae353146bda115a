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
import org.jboss.logging.Logger;

/**
 * Does together what many threads want done at the same time, so that they share a transaction and its round trips: whoever
 * comes while a group is being worked on belongs to the next one. Nobody waits for others to come, nor longer than a while for a
 * group that doesn't end.
 */
final class Gathering<T, R> {

    private static final Logger LOG = Logger.getLogger(Gathering.class);

    private final int most;
    private final Duration patience;
    private final Function<List<T>, List<Optional<R>>> work;
    private final Queue<Member<T, R>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isWorking = new AtomicBoolean();

    private record Member<T, R>(T wish, CompletableFuture<Optional<R>> result) {}

    /**
     * A gathering that nobody has come to yet.
     *
     * @param most how many belong to a group at most
     * @param patience how long anybody waits for the group before to end
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
        Member<T, R> member = new Member<>(wish, new CompletableFuture<>());
        waiting.add(member);
        if (isWorking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("gathering").start(this::work);
        }
        try {
            return member.result().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException _) {
            // The group before it hangs.
        }
        // Whoever is being worked on has to know how that ends.
        return waiting.remove(member) ? Optional.empty() : member.result().join();
    }

    /** How many belong to no group yet. */
    int waiting() {
        return waiting.size();
    }

    private void work() {
        do {
            for (List<Member<T, R>> group = next(); !group.isEmpty(); group = next()) {
                workFor(group);
            }
            isWorking.set(false);
        } while (!waiting.isEmpty() && isWorking.compareAndSet(false, true));
    }

    private List<Member<T, R>> next() {
        List<Member<T, R>> group = new ArrayList<>();
        for (Member<T, R> next = waiting.poll(); next != null; next = group.size() < most ? waiting.poll() : null) {
            group.add(next);
        }
        return group;
    }

    private void workFor(List<Member<T, R>> group) {
        List<Optional<R>> results;
        try {
            results = work.apply(group.stream().map(Member::wish).toList());
        } catch (RuntimeException | Error e) {
            LOG.debugf(
                    "A group of %d goes alone: %s", group.size(), e.getClass().getSimpleName());
            group.forEach(member -> member.result().complete(Optional.empty()));
            return;
        }
        for (int place = 0; place < group.size(); place++) {
            group.get(place).result().complete(results.get(place));
        }
    }
}
