package io.twofold.gateway.delivery;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

/** Counts and logs what has committed: a transaction that fails is begun again, and would do so twice. */
record OnCommit(Runnable effect) implements Synchronization {

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
        if (status == Status.STATUS_COMMITTED) {
            effect.run();
        }
    }
}
