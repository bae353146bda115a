package io.twofold.otp.challenge;

import java.time.Duration;

/** The settings as they are by default. */
record TestCodes(
        Duration lifetime,
        Duration resendAfter,
        int maxAttempts,
        int maxSends,
        Duration undeliverableAfter,
        Duration bindingLifetime)
        implements CodesConfig {

    static final TestCodes DEFAULT = new TestCodes(
            Duration.ofMinutes(10), Duration.ofSeconds(30), 5, 5, Duration.ofMinutes(1), Duration.ofHours(24));

    /** With that life of a binding's budget. */
    TestCodes forgettingAfter(Duration time) {
        return new TestCodes(lifetime, resendAfter, maxAttempts, maxSends, undeliverableAfter, time);
    }
}
