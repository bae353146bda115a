package io.twofold.gateway.delivery;

import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * How many messages each provider may be given at a time: each has places of its own, so that a slow one keeps nobody
 * waiting but those who go by it.
 */
final class Places {

    private final Map<String, Integer> sizes;
    private final Map<String, Semaphore> byProvider;

    /**
     * @param sizes how many places each provider has
     */
    Places(Map<String, Integer> sizes) {
        this.sizes = Map.copyOf(sizes);
        this.byProvider = sizes.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, size -> new Semaphore(size.getValue())));
    }

    /**
     * Reserves one, if one is free. A provider that isn't there any more has none. Where there is none, the next
     * {@link #release} says that it was the first: nobody comes in between what it sees and what it does.
     */
    synchronized boolean take(String provider) {
        Semaphore places = byProvider.get(provider);
        return places != null && places.tryAcquire();
    }

    /** @return whether it was the first to be free again */
    synchronized boolean release(String provider) {
        Semaphore places = byProvider.get(provider);
        if (places == null) {
            return false;
        }
        boolean wasFull = places.availablePermits() == 0;
        places.release();
        return wasFull;
    }

    /** How many messages can be begun now if they are for whoever has most room; 0 if all are full. */
    int free() {
        return byProvider.values().stream()
                .mapToInt(Semaphore::availablePermits)
                .max()
                .orElse(0);
    }

    /** Waits until everything that was begun has ended. */
    boolean awaitAllFree(long seconds) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (Map.Entry<String, Integer> size : sizes.entrySet()) {
            Semaphore places = byProvider.get(size.getKey());
            if (places != null
                    && !places.tryAcquire(size.getValue(), deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        return true;
    }
}
