package io.twofold.gateway.provider.smpp;

import io.twofold.gateway.provider.Report;
import io.twofold.gateway.provider.Reports;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Deliveries as far as receipts concern them: known or not, and what was said of them. */
final class Books implements Reports {

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<String> knownSoon = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final List<Report> applied = new CopyOnWriteArrayList<>();
    private final List<String> late = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    /** Writes down that a message was taken. */
    void know(String messageId) {
        known.add(messageId);
    }

    /** Writes it down as soon as somebody has asked for it in vain. */
    void knowOnceAskedFor(String messageId) {
        knownSoon.add(messageId);
    }

    /** As a database that is away. */
    void close(boolean shut) {
        closed = shut;
    }

    /** What was applied, in order. */
    List<Report> applied() {
        return applied;
    }

    /** The ids in answers that came late. */
    List<String> late() {
        return late;
    }

    /** How often somebody tried to apply something to that message. */
    int askedFor(String messageId) {
        return asked.getOrDefault(messageId, 0);
    }

    @Override
    public Effect apply(UUID deliveryId, String provider, Report report) {
        throw new AssertionError("A centre's receipts name no delivery");
    }

    @Override
    public void answeredLate(UUID deliveryId, String provider, String messageId) {
        late.add(messageId);
    }

    @Override
    public Effect apply(String provider, Report report) {
        asked.merge(report.messageId(), 1, Integer::sum);
        if (closed) {
            throw new IllegalStateException("as the test wants it");
        }
        if (!known.contains(report.messageId())) {
            if (knownSoon.remove(report.messageId())) {
                know(report.messageId());
            }
            return Effect.UNKNOWN;
        }
        if (applied.contains(report)) {
            return Effect.STALE;
        }
        applied.add(report);
        return Effect.APPLIED;
    }
}
