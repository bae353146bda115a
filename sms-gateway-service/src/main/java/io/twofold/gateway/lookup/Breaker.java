package io.twofold.gateway.lookup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Spares a source that keeps failing, and its callers the wait: after a few failures in a row it isn't asked for a while,
 * then by one caller, whose luck decides. Each replica has its own.
 */
final class Breaker {

    private static final int FAILURES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Clock clock;
    private int failures;
    private Instant pausedUntil = Instant.MIN;

    Breaker(Clock clock) {
        this.clock = clock;
    }

    synchronized boolean admits() {
        Instant now = clock.instant();
        if (now.isBefore(pausedUntil)) {
            return false;
        }
        if (failures >= FAILURES) {
            pausedUntil = now.plus(PAUSE); // for all but this one
        }
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
        pausedUntil = Instant.MIN;
    }

    synchronized void failed() {
        failures++;
        if (failures >= FAILURES) {
            pausedUntil = clock.instant().plus(PAUSE);
        }
    }
}
