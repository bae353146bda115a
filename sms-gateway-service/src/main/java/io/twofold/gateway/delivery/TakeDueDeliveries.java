package io.twofold.gateway.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.Providers;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes what is due, together with any number of other replicas. When it returns, every intent to hand a message over has
 * been committed.
 */
@Singleton
class TakeDueDeliveries {

    private static final String WORKER_LOST = "worker_lost";
    private static final String NO_PROVIDER = "no_provider";

    private final Deliveries deliveries;
    private final Attempts attempts;
    private final Providers providers;
    private final DeliveryJournal journal;
    private final DeliveryConfig config;
    private final Clock clock;

    TakeDueDeliveries(
            Deliveries deliveries,
            Attempts attempts,
            Providers providers,
            DeliveryJournal journal,
            DeliveryConfig config,
            Clock clock) {
        this.deliveries = deliveries;
        this.attempts = attempts;
        this.providers = providers;
        this.journal = journal;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What was due.
     *
     * @param jobs to be done now
     * @param isAll whether nothing else is due
     */
    record Due(List<Job> jobs, boolean isAll) {}

    Due take(int limit) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Instant now = clock.instant();
            List<Delivery> due = deliveries.lockDue(now, limit);
            List<Job> jobs = new ArrayList<>();
            due.forEach(delivery -> attend(delivery, now).ifPresent(jobs::add));
            return new Due(jobs, due.size() < limit);
        });
    }

    private Optional<Job> attend(Delivery delivery, Instant now) {
        return switch (delivery.state()) {
            case QUEUED -> start(delivery, now);
            case SENDING -> {
                delivery.loseTrack(WORKER_LOST, now);
                journal.tell(delivery);
                yield Optional.empty();
            }
            case UNKNOWN -> lookFor(delivery, now);
            case EXPIRED, FAILED, SENT, UNDELIVERED, DELIVERED ->
                throw new IllegalStateException("due, though " + delivery.state());
        };
    }

    private Optional<Job> start(Delivery delivery, Instant now) {
        Sealed content = delivery.content();
        if (delivery.isTooLate(now) || content == null) {
            delivery.expire();
            journal.tell(delivery);
            return Optional.empty();
        }
        Optional<MessageProvider> provider = providers.carrying(delivery.channel());
        if (provider.isEmpty()) {
            delivery.refused(NO_PROVIDER, false, now);
            journal.tell(delivery);
            return Optional.empty();
        }
        String id = provider.get().id();
        attempts.persist(delivery.start(id, now, config.lease()));
        return Optional.of(Job.of(Job.Kind.HAND_OVER, delivery, id, now, content));
    }

    private Optional<Job> lookFor(Delivery delivery, Instant now) {
        String provider = delivery.provider();
        Instant startedAt = delivery.startedAt();
        Sealed content = delivery.content();
        if (provider == null || startedAt == null || content == null || !delivery.isLookedFor(now, config.lookFor())) {
            delivery.giveUpLooking();
            return Optional.empty();
        }
        delivery.lookAgain(now, config.lookAfter());
        return Optional.of(Job.of(Job.Kind.LOOK_FOR, delivery, provider, startedAt, content));
    }
}
