package io.twofold.kit.outbox;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells the relay of this process that something was committed. */
@Singleton
class RelaySignal {

    private final Semaphore rows = new Semaphore(0);

    void raise() {
        if (rows.availablePermits() == 0) {
            rows.release();
        }
    }

    void await(Duration longest) throws InterruptedException {
        if (rows.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            rows.drainPermits();
        }
    }
}
