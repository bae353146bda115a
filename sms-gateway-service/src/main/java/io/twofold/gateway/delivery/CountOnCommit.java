package io.twofold.gateway.delivery;

import io.micrometer.core.instrument.Counter;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;

/** Counts what has committed: a transaction that fails is begun again, and would count twice. */
record CountOnCommit(Counter counter, double amount) implements Synchronization {

    @Override
    public void beforeCompletion() {}

    @Override
    public void afterCompletion(int status) {
        if (status == Status.STATUS_COMMITTED) {
            counter.increment(amount);
        }
    }
}
