package io.twofold.gateway.delivery;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long to wait after a refusal: exponential back-off with jitter, and never less than the provider asked for. */
@Singleton
class Patience {

    private static final int MOST_DOUBLINGS = 20;

    private final DeliveryConfig config;
    private final SecureRandom random;

    Patience(DeliveryConfig config, SecureRandom random) {
        this.config = config;
        this.random = random;
    }

    /**
     * The wait before the next attempt.
     *
     * @param attempts made so far, at least 1
     * @param asked for by the provider
     */
    Duration after(int attempts, @Nullable Duration asked) {
        Duration doubled = config.retryAfter().multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        long longest = Math.max(2, min(doubled, config.longestRetryAfter()).toMillis());
        Duration wait = Duration.ofMillis(random.nextLong(longest / 2, longest + 1));
        return asked == null || asked.compareTo(wait) < 0 ? wait : asked;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
