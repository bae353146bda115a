package io.twofold.simulator.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Entries in the order they came, and by owner. When they weigh more than the budget, the oldest are forgotten; the
 * newest always stays. Safe for any number of threads.
 */
public final class Journal<T extends Entry> {

    private final long budget;
    private final Deque<T> entries = new ArrayDeque<>();
    private final Map<String, T> byId = new HashMap<>();
    /** The owner with the newest entry is last. */
    private final LinkedHashMap<String, Deque<T>> byOwner = new LinkedHashMap<>();

    private long weight;

    /**
     * An empty journal.
     *
     * @param budget how much all entries may weigh together, in bytes
     */
    public Journal(long budget) {
        this.budget = budget;
    }

    public synchronized void add(T entry) {
        entries.addLast(entry);
        byId.put(entry.id(), entry);
        byOwner.computeIfAbsent(entry.owner(), _ -> new ArrayDeque<>()).addLast(entry);
        byOwner.putLast(entry.owner(), byOwner.get(entry.owner()));
        weight += entry.weight();
        while (weight > budget && entries.size() > 1) {
            forgetOldest();
        }
    }

    public synchronized Optional<T> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Oldest first. */
    public synchronized List<T> of(String owner) {
        Deque<T> own = byOwner.get(owner);
        return own == null ? List.of() : List.copyOf(own);
    }

    /** Everything that is remembered, oldest first. */
    public synchronized List<T> all() {
        return List.copyOf(entries);
    }

    /** The owners of what is remembered, the one with the newest entry first. */
    public synchronized List<String> owners() {
        List<String> owners = new ArrayList<>(byOwner.keySet());
        Collections.reverse(owners);
        return owners;
    }

    public synchronized void clear() {
        entries.clear();
        byId.clear();
        byOwner.clear();
        weight = 0;
    }

    private void forgetOldest() {
        T oldest = entries.removeFirst();
        byId.remove(oldest.id());
        weight -= oldest.weight();
        byOwner.computeIfPresent(oldest.owner(), (_, own) -> {
            own.removeFirst();
            return own.isEmpty() ? null : own;
        });
    }
}
