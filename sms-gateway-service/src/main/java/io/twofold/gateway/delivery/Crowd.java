package io.twofold.gateway.delivery;

import java.util.HashSet;
import java.util.Set;

/** The lanes that nobody has a hand free for, until somebody has. Thread-safe. */
final class Crowd {

    private final Set<Lane> lanes = new HashSet<>();
    private long dissolved;

    /**
     * What was seen at one moment.
     *
     * @param moment how often the crowd had dissolved by then
     */
    record Look(Set<Lane> lanes, long moment) {}

    synchronized Look look() {
        return new Look(Set.copyOf(lanes), dissolved);
    }

    /** Adds what was found crowded, unless a hand has become free since that look: then it has to be found again. */
    synchronized void add(Set<Lane> found, Look since) {
        if (since.moment() == dissolved) {
            lanes.addAll(found);
        }
    }

    /** A hand has become free. */
    synchronized void dissolve() {
        lanes.clear();
        dissolved++;
    }
}
