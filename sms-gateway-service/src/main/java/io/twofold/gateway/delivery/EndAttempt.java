package io.twofold.gateway.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.twofold.gateway.delivery.Attempt.Outcome;
import io.twofold.gateway.price.Cost;
import io.twofold.gateway.price.PriceList;
import io.twofold.kit.database.OnCommit;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes down how an attempt ended. What may have been taken counts as paid for, once, whoever tells of it and however often.
 * Its callers hold the delivery's lock.
 */
@Singleton
class EndAttempt {

    private final Attempts attempts;
    private final PriceList prices;
    private final TransactionSynchronizationRegistry transaction;
    private final MeterRegistry meters;

    EndAttempt(
            Attempts attempts, PriceList prices, TransactionSynchronizationRegistry transaction, MeterRegistry meters) {
        this.attempts = attempts;
        this.prices = prices;
        this.transaction = transaction;
        this.meters = meters;
    }

    /**
     * Ends one.
     *
     * @param segments short messages the text took; absent for a call, and while nobody knows: then one is reckoned
     */
    void end(
            Delivery delivery,
            int number,
            Outcome outcome,
            @Nullable String reason,
            @Nullable Integer segments,
            Instant now) {
        Attempt attempt = attempts.findById(new Attempt.Key(delivery.id(), number));
        if (attempt != null) {
            end(delivery, attempt, outcome, reason, segments, now);
        }
    }

    /** A provider has shown that it took the delivery. Who asked it may not have lived to write that down, or was told no. */
    void prove(Delivery delivery, Instant now) {
        attempts.findByIdOptional(new Attempt.Key(delivery.id(), delivery.attempts()))
                .filter(attempt -> attempt.outcome() == Outcome.ASKED || attempt.outcome() == Outcome.REFUSED)
                .ifPresent(attempt -> end(delivery, attempt, Outcome.TAKEN, null, null, now));
    }

    private void end(
            Delivery delivery,
            Attempt attempt,
            Outcome outcome,
            @Nullable String reason,
            @Nullable Integer segments,
            Instant now) {
        attempt.end(outcome, reason, segments, now);
        Integer known = attempt.segments();
        Optional<Cost> cost = attempt.outcome() == Outcome.REFUSED
                ? Optional.empty()
                : prices.of(attempt.provider(), delivery.channel(), delivery.country(), known == null ? 1 : known);
        long dearer = attempt.price(cost.orElse(null));
        delivery.addCost(dearer);
        if (dearer > 0) {
            Counter spent = meters.counter(
                    "twofold.gateway.cost",
                    "provider",
                    attempt.provider(),
                    "channel",
                    delivery.channel().word(),
                    "currency",
                    prices.currency());
            transaction.registerInterposedSynchronization(
                    new OnCommit(() -> spent.increment(Cost.inUnits(dearer).doubleValue())));
        }
    }
}
