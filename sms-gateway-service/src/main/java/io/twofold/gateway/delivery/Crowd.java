package io.twofold.gateway.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The lanes that nobody carries a message of just now: until a time, or until somebody has a hand free. Thread-safe. */
final class Crowd {

    private final Map<Lane, Instant> lanes = new HashMap<>();
    private long dissolved;

    /**
     * What was seen at one moment.
     *
     * @param moment how often the crowd had dissolved by then
     */
    record Look(Set<Lane> lanes, long moment) {}

    synchronized Look look(Instant now) {
        lanes.values().removeIf(until -> !now.isBefore(until));
        return new Look(Set.copyOf(lanes.keySet()), dissolved);
    }

    /** Adds what was found crowded, and until when, unless a hand has become free since that look: then it has to be found again. */
    synchronized void add(Map<Lane, Instant> found, Look since) {
        if (since.moment() == dissolved) {
            lanes.putAll(found);
        }
    }

    /** A hand has become free. */
    synchronized void dissolve() {
        lanes.clear();
        dissolved++;
    }
}
