package io.twofold.gateway.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Deletes what is old, and measures how long the oldest in the queue has been waiting. */
@Singleton
class DeliveryUpkeep {

    private final Deliveries deliveries;
    private final DeliveryConfig config;
    private final Clock clock;
    private final MeterRegistry meters;
    private final AtomicLong queueAgeMillis = new AtomicLong();
    private final Gauge queueAge;

    DeliveryUpkeep(Deliveries deliveries, DeliveryConfig config, MeterRegistry meters, Clock clock) {
        this.deliveries = deliveries;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
        this.queueAge = Gauge.builder("twofold.gateway.queue.age.millis", queueAgeMillis, AtomicLong::get)
                .register(meters);
    }

    /** The registry outlives the application where another starts in the same process, and would keep showing this one's. */
    @PreDestroy
    void forgetQueue() {
        meters.remove(queueAge);
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() {
        Instant oldest = clock.instant().minus(config.retention());
        QuarkusTransaction.requiringNew().run(() -> deliveries.deleteCreatedBefore(oldest));
    }

    /** A queue that isn't served shows here before anybody complains. */
    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measureQueue() {
        Instant now = clock.instant();
        long age = QuarkusTransaction.requiringNew()
                .call(deliveries::oldestQueuedAt)
                .map(since -> Duration.between(since, now).toMillis())
                .orElse(0L);
        queueAgeMillis.set(Math.max(0, age));
    }
}
