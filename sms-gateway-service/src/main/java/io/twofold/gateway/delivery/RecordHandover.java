package io.twofold.gateway.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.gateway.delivery.WriteTogether.Word;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Reports.Effect;
import io.twofold.gateway.routing.Routes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a provider answered, and with it what comes next. What was surely not taken goes to the next provider
 * of its route at once; only when all have refused it does it wait. Of a number that can't be reached and of what one
 * provider takes for fraud no other is asked.
 */
@Singleton
class RecordHandover {

    private static final Logger LOG = Logger.getLogger(RecordHandover.class);
    private static final String UNREADABLE = "unreadable_content";

    private final WriteTogether together;
    private final Deliveries deliveries;
    private final EndAttempt endAttempt;
    private final DeliveryJournal journal;
    private final WorkerSignal worker;
    private final Routes routes;
    private final Patience patience;
    private final DeliveryConfig config;
    private final MeterRegistry meters;
    private final Clock clock;

    RecordHandover(
            WriteTogether together,
            Deliveries deliveries,
            EndAttempt endAttempt,
            DeliveryJournal journal,
            WorkerSignal worker,
            Routes routes,
            Patience patience,
            DeliveryConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.together = together;
        this.deliveries = deliveries;
        this.endAttempt = endAttempt;
        this.journal = journal;
        this.worker = worker;
        this.routes = routes;
        this.patience = patience;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Records a result in the transaction of those that come at the same time.
     *
     * @return whether it is recorded; if not, {@link #record} is to do so
     */
    boolean recordWithOthers(Job job, Handover result, @Nullable Integer segments) {
        Word word = Word.answer(job.deliveryId(), delivery -> {
            apply(delivery, job, result, segments);
            return Effect.APPLIED;
        });
        return together.write(job.provider(), word).isPresent();
    }

    /**
     * Records a result, in a transaction of its own. A receipt may have been faster, and then knows better. An id that the
     * provider has given to another message before is this one's from now on: receipts are the newest message's.
     *
     * @param segments short messages the text took; absent for a call, and where nothing could be composed
     */
    void record(Job job, Handover result, @Nullable Integer segments) {
        try {
            recordOnce(job, delivery -> apply(delivery, job, result, segments));
        } catch (RuntimeException e) {
            if (!(result instanceof Handover.Taken(var messageId)) || !isClash(e)) {
                throw e;
            }
            recordOnce(job, delivery -> {
                deliveries.releaseMessage(delivery.id(), job.provider(), messageId);
                apply(delivery, job, result, segments);
            });
            LOG.warnf("delivery=%s provider=%s has used a message's id again", job.deliveryId(), job.provider());
            meters.counter("twofold.gateway.message.ids.reused", "provider", job.provider())
                    .increment();
        }
    }

    private static boolean isClash(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException violation) {
                return "delivery_message".equals(violation.getConstraintName());
            }
            if (Stream.of(cause.getSuppressed()).anyMatch(RecordHandover::isClash)) {
                return true;
            }
        }
        return false;
    }

    private void recordOnce(Job job, Consumer<Delivery> change) {
        boolean isDueAtOnce = QuarkusTransaction.requiringNew().call(() -> {
            Optional<Delivery> delivery = deliveries.lock(job.deliveryId());
            if (delivery.isEmpty()) {
                LOG.infof("delivery=%s was erased while it was handed over", job.deliveryId());
                return false;
            }
            change.accept(delivery.get());
            deliveries.flush(); // here rather than in the commit, whose failure doesn't tell its reason
            return delivery.get().isDue(clock.instant());
        });
        if (isDueAtOnce) {
            worker.raise();
        }
    }

    /** Records that nobody can be asked, because there is nothing to be handed over. */
    void recordUnreadable(Job job) {
        QuarkusTransaction.requiringNew()
                .run(() -> deliveries.lock(job.deliveryId()).ifPresent(delivery -> {
                    endAttempt.end(delivery, job.attempt(), Attempt.Outcome.REFUSED, UNREADABLE, null, clock.instant());
                    if (delivery.awaits(job.attempt())) {
                        delivery.fail(UNREADABLE);
                        journal.tell(delivery);
                    }
                }));
    }

    private void apply(Delivery delivery, Job job, Handover result, @Nullable Integer segments) {
        Instant now = clock.instant();
        switch (result) {
            case Handover.Taken(var messageId) -> {
                endAttempt.end(delivery, job.attempt(), Attempt.Outcome.TAKEN, null, segments, now);
                if (delivery.taken(messageId)) {
                    journal.tell(delivery);
                }
            }
            case Handover.NotTaken refusal -> {
                endAttempt.end(delivery, job.attempt(), Attempt.Outcome.REFUSED, refusal.reason(), segments, now);
                if (delivery.awaits(job.attempt()) && isOver(delivery, job, refusal, now)) {
                    journal.tell(delivery);
                }
            }
            case Handover.Unclear(var reason) -> {
                endAttempt.end(delivery, job.attempt(), Attempt.Outcome.UNCLEAR, reason, segments, now);
                if (delivery.awaits(job.attempt())) {
                    delivery.loseTrack(reason, now.plus(config.lookAfter()));
                    journal.tell(delivery);
                }
            }
        }
    }

    /** Plans what follows a refusal, and says whether that was the delivery's end. */
    private boolean isOver(Delivery delivery, Job job, Handover.NotTaken refusal, Instant now) {
        Instant retryAt = now.plus(patience.after(job.attempt(), refusal.retryAfter()));
        return switch (refusal.refusal()) {
            case REJECTED_NUMBER, BLOCKED_AS_FRAUD -> delivery.fail(refusal.reason());
            case REJECTED_REQUEST -> {
                delivery.refusedForGood();
                yield routes.hasAnyBut(job.country(), job.channel(), delivery.shunned())
                        ? goOn(delivery, job, retryAt, now)
                        : delivery.fail(refusal.reason());
            }
            case SLOW_DOWN, UNAVAILABLE -> {
                delivery.refusedForNow(retryAt);
                yield goOn(delivery, job, retryAt, now);
            }
        };
    }

    /** Who can't take it this moment, but hasn't refused it, is waited for by whoever looks for somebody to ask. */
    private boolean goOn(Delivery delivery, Job job, Instant retryAt, Instant now) {
        return routes.hasAnother(job.country(), job.channel(), delivery.refusers())
                ? delivery.askNext(now)
                : delivery.waitForAll(retryAt);
    }
}
