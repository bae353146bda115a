package io.twofold.otp;

import io.twofold.testing.MutableClock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The service's clock stands still until a test moves it. */
class Time {

    @Produces
    @Singleton
    MutableClock clock() {
        return new MutableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
