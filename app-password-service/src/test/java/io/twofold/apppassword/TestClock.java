package io.twofold.apppassword;

import io.twofold.testing.MutableClock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** One clock for the service and its tests. It stands still until a test lets time pass. */
class TestClock {

    private static final MutableClock CLOCK = new MutableClock(Instant.parse("2026-03-02T09:15:00.300Z"));

    @Produces
    @Singleton
    Clock clock() {
        return CLOCK;
    }

    static MutableClock get() {
        return CLOCK;
    }
}
