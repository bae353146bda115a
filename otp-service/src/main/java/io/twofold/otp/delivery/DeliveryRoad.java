package io.twofold.otp.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.twofold.events.Topic;
import io.twofold.kit.outbox.Backlog;
import io.twofold.kit.outbox.Backlog.Waiting;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether what the gateway is asked for gets out of here. It is looked at once a second, not for each send, and only what
 * two looks find in the same place is waiting: anything else is on its way.
 */
@Singleton
public class DeliveryRoad {

    private static final Logger LOG = Logger.getLogger(DeliveryRoad.class);

    private final Backlog backlog;

    private volatile @Nullable Waiting seen;
    private volatile @Nullable Instant waitingSince;

    DeliveryRoad(Backlog backlog, MeterRegistry meters, Clock clock) {
        this.backlog = backlog;
        meters.gauge(
                "twofold.otp.deliveries.waiting.millis",
                this,
                road -> road.waiting(clock.instant()).toMillis());
    }

    @Scheduled(
            every = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void look() {
        Waiting first = null;
        try {
            first = backlog.first(Topic.OTP_DELIVERIES).orElse(null);
        } catch (IllegalStateException e) {
            // Whoever asks for a code meets the same database and hears of it.
            LOG.debugf("The road isn't looked at: %s", e.getMessage());
        }
        waitingSince = first != null && first.equals(seen) ? first.since() : null;
        seen = first;
    }

    /** How long the first in line has been waiting; zero if nothing is. */
    public Duration waiting(Instant now) {
        Instant since = waitingSince;
        return since == null || since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
    }
}
