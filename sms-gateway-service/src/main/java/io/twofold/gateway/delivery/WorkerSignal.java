package io.twofold.gateway.delivery;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells the worker of this replica that a delivery was committed. */
@Singleton
class WorkerSignal {

    private final Semaphore raised = new Semaphore(0);

    /** To be called after the commit. */
    void raise() {
        if (raised.availablePermits() == 0) {
            raised.release();
        }
    }

    void await(Duration longest) throws InterruptedException {
        if (raised.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            raised.drainPermits();
        }
    }
}
