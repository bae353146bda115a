package io.twofold.gateway.delivery;

import java.time.Duration;

/** The settings as they are by default. */
record TestDelivery(
        int concurrency,
        Duration pollInterval,
        Duration lease,
        Duration retryAfter,
        Duration longestRetryAfter,
        Duration lookAfter,
        Duration lookFor,
        Duration retention)
        implements DeliveryConfig {

    static final TestDelivery DEFAULT = new TestDelivery(
            64,
            Duration.ofMillis(500),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofMinutes(15),
            Duration.ofDays(30));

    TestDelivery leasing(Duration time) {
        return new TestDelivery(
                concurrency, pollInterval, time, retryAfter, longestRetryAfter, lookAfter, lookFor, retention);
    }
}
