package io.twofold.gateway.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.gateway.provider.Handover;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes down what a provider answered. */
@Singleton
class RecordHandover {

    private static final Logger LOG = Logger.getLogger(RecordHandover.class);

    private final Deliveries deliveries;
    private final Attempts attempts;
    private final DeliveryJournal journal;
    private final Patience patience;
    private final DeliveryConfig config;
    private final Clock clock;

    RecordHandover(
            Deliveries deliveries,
            Attempts attempts,
            DeliveryJournal journal,
            Patience patience,
            DeliveryConfig config,
            Clock clock) {
        this.deliveries = deliveries;
        this.attempts = attempts;
        this.journal = journal;
        this.patience = patience;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Records a result, in a transaction of its own. A receipt may have been faster, and then knows better.
     *
     * @param segments short messages the text took; absent for a call
     */
    void record(Job job, Handover result, @Nullable Integer segments) {
        QuarkusTransaction.requiringNew().run(() -> {
            Optional<Delivery> delivery = deliveries.lock(job.deliveryId());
            if (delivery.isEmpty()) {
                LOG.infof("delivery=%s was erased while it was handed over", job.deliveryId());
                return;
            }
            apply(delivery.get(), job, result, segments);
        });
    }

    private void apply(Delivery delivery, Job job, Handover result, @Nullable Integer segments) {
        Instant now = clock.instant();
        switch (result) {
            case Handover.Taken(var messageId) -> {
                attempts.finish(job.deliveryId(), job.attempt(), Attempt.Outcome.TAKEN, null, segments, now);
                if (delivery.taken(messageId)) {
                    journal.tell(delivery);
                }
            }
            case Handover.NotTaken(var refusal, var reason, var retryAfter) -> {
                attempts.finish(job.deliveryId(), job.attempt(), Attempt.Outcome.REFUSED, reason, segments, now);
                Instant retryAt = now.plus(patience.after(job.attempt(), retryAfter));
                if (delivery.awaits(job.attempt()) && delivery.refused(reason, refusal.isPassing(), retryAt)) {
                    journal.tell(delivery);
                }
            }
            case Handover.Unclear(var reason) -> {
                attempts.finish(job.deliveryId(), job.attempt(), Attempt.Outcome.UNCLEAR, reason, segments, now);
                if (delivery.awaits(job.attempt())) {
                    delivery.loseTrack(reason, now.plus(config.lookAfter()));
                    journal.tell(delivery);
                }
            }
        }
    }
}
