package io.twofold.gateway.delivery;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The lanes that nobody carries a message of just now: until a time, or until somebody has a hand free.
 *
 * <p>One look finds only some of them, those whose messages have waited longest. So looks come in rounds, each past the lanes that
 * the ones before have found, until one finds no further; a hand that becomes free meanwhile begins the next round, not the same
 * one again. However often hands become free, every lane has its turn. Thread-safe.
 */
final class Crowd {

    private final Map<Lane, Instant> lanes = new HashMap<>();
    private boolean isRoundOver = true;
    private boolean isHandFree;

    /** What the next look is to leave out. */
    synchronized Set<Lane> lanes(Instant now) {
        if (isRoundOver) {
            if (isHandFree) {
                lanes.clear();
                isHandFree = false;
            }
            lanes.values().removeIf(until -> !now.isBefore(until));
        }
        return Set.copyOf(lanes.keySet());
    }

    /**
     * A look was taken.
     *
     * @param found the crowded lanes it has found, and until when they are
     * @param isAll whether nothing is behind what it has found
     */
    synchronized void add(Map<Lane, Instant> found, boolean isAll) {
        lanes.putAll(found);
        isRoundOver = isAll || found.isEmpty();
    }

    /** Nobody needs to look behind the lanes that are known. */
    synchronized void endRound() {
        isRoundOver = true;
    }

    /** A hand has become free. */
    synchronized void dissolve() {
        isHandFree = true;
    }
}
