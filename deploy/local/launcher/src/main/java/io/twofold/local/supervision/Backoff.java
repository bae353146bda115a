package io.twofold.local.supervision;

import java.time.Duration;

/**
 * How long to wait before a process is started again. One that had been ready comes back at once; one that ends before it
 * ever is gets twice the time with each attempt, up to half a minute, so that a crash loop doesn't eat the machine.
 */
final class Backoff {

    private static final Duration AT_ONCE = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Duration next = AT_ONCE;
    private int failures;

    /** The pause after a run that ended. */
    Duration after(boolean wasReady) {
        if (wasReady) {
            next = AT_ONCE;
            failures = 0;
            return AT_ONCE;
        }
        failures++;
        var pause = next;
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause;
    }

    /** How many runs in a row ended before they were ready. */
    int failures() {
        return failures;
    }
}
