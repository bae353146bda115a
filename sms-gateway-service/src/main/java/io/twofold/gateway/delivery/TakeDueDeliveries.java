package io.twofold.gateway.delivery;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.gateway.routing.Choice;
import io.twofold.gateway.routing.Routes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

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
    private final EndAttempt endAttempt;
    private final Routes routes;
    private final DeliveryJournal journal;
    private final DeliveryConfig config;
    private final Clock clock;

    TakeDueDeliveries(
            Deliveries deliveries,
            Attempts attempts,
            EndAttempt endAttempt,
            Routes routes,
            DeliveryJournal journal,
            DeliveryConfig config,
            Clock clock) {
        this.deliveries = deliveries;
        this.attempts = attempts;
        this.endAttempt = endAttempt;
        this.routes = routes;
        this.journal = journal;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What was due.
     *
     * @param jobs to be done now
     * @param crowded lanes that nobody takes one more message of just now, and when to see again at the latest
     * @param isAll whether nothing else is due
     */
    record Due(List<Job> jobs, Map<Lane, Instant> crowded, boolean isAll) {}

    /**
     * Takes some.
     *
     * @param limit how many at most
     * @param without lanes to be left out: nobody carries a message of theirs just now
     * @param takesOneMore whether the worker can give a provider one more message; if so, that has reserved a place
     */
    Due take(int limit, Set<Lane> without, Predicate<String> takesOneMore) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Instant now = clock.instant();
            List<Delivery> due = deliveries.lockDue(now, limit, without);
            Batch batch = new Batch(now, takesOneMore);
            due.forEach(batch::attend);
            return new Due(batch.jobs, batch.crowded, due.size() < limit);
        });
    }

    /** One transaction's worth. */
    private final class Batch {

        private final List<Job> jobs = new ArrayList<>();
        private final Map<Lane, Instant> crowded = new HashMap<>();
        private final Instant now;
        private final Predicate<String> takesOneMore;

        Batch(Instant now, Predicate<String> takesOneMore) {
            this.now = now;
            this.takesOneMore = takesOneMore;
        }

        void attend(Delivery delivery) {
            switch (delivery.state()) {
                case QUEUED -> start(delivery).ifPresent(jobs::add);
                case SENDING -> {
                    endAttempt.end(delivery, delivery.attempts(), Attempt.Outcome.UNCLEAR, WORKER_LOST, null, now);
                    delivery.loseTrack(WORKER_LOST, now);
                    journal.tell(delivery);
                }
                case UNKNOWN -> lookFor(delivery).ifPresent(jobs::add);
                case EXPIRED, FAILED, SENT, UNDELIVERED, DELIVERED ->
                    throw new IllegalStateException("due, though " + delivery.state());
            }
        }

        private Optional<Job> start(Delivery delivery) {
            Sealed content = delivery.content();
            if (delivery.isTooLate(now) || content == null) {
                delivery.expire();
                journal.tell(delivery);
                return Optional.empty();
            }
            Choice choice = routes.choose(delivery.country(), delivery.channel(), delivery.refusers(), takesOneMore);
            return switch (choice) {
                case Choice.Ask(var provider) -> {
                    attempts.persist(delivery.start(provider.id(), now, config.lease()));
                    yield Optional.of(Job.of(Job.Kind.HAND_OVER, delivery, provider.id(), now, content));
                }
                case Choice.Busy(var until) -> {
                    crowd(delivery, soon(until));
                    yield Optional.empty();
                }
                case Choice.Later(var at) -> {
                    later(delivery, soon(at));
                    yield Optional.empty();
                }
                case Choice.Nobody _ -> {
                    nobody(delivery);
                    yield Optional.empty();
                }
            };
        }

        /** Whoever waits for a trial hears of its success this soon, however long the wait has become. */
        private Instant soon(Instant time) {
            Instant latest = now.plus(config.longestRetryAfter());
            return time.isBefore(latest) ? time : latest;
        }

        /** It stays as it is, first in its lane; but one that goes round the providers would stand in everybody's way. */
        private void crowd(Delivery delivery, Instant until) {
            if (delivery.isOnItsRound()) {
                delivery.waitForOthers(now.plus(config.retryAfter()));
                return;
            }
            crowded.put(delivery.lane(), until);
        }

        /** Likewise: a backlog isn't written again each time that nobody may be asked. */
        private void later(Delivery delivery, Instant at) {
            if (delivery.isOnItsRound()) {
                delivery.waitForOthers(at);
                return;
            }
            crowded.put(delivery.lane(), at);
        }

        /** Where somebody has only refused it for now, or is switched off, it waits. */
        private void nobody(Delivery delivery) {
            if (routes.hasAnyBut(delivery.country(), delivery.channel(), delivery.shunned())) {
                crowd(delivery, now.plus(config.retryAfter()));
                return;
            }
            delivery.fail(NO_PROVIDER);
            journal.tell(delivery);
        }

        private Optional<Job> lookFor(Delivery delivery) {
            String provider = delivery.provider();
            Instant startedAt = delivery.startedAt();
            Sealed content = delivery.content();
            if (provider == null
                    || startedAt == null
                    || content == null
                    || !delivery.isLookedFor(now, config.lookFor())) {
                delivery.giveUpLooking();
                return Optional.empty();
            }
            delivery.lookAgain(now, config.lookAfter());
            return takesOneMore.test(provider)
                    ? Optional.of(Job.of(Job.Kind.LOOK_FOR, delivery, provider, startedAt, content))
                    : Optional.empty();
        }
    }
}
