package io.twofold.kit.database;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

/** Counts, logs or wakes once the transaction it is registered with has committed: one that fails may be begun again. */
public record OnCommit(Runnable effect) implements Synchronization {

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
        if (status == Status.STATUS_COMMITTED) {
            effect.run();
        }
    }
}
