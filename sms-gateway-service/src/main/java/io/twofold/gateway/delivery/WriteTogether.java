package io.twofold.gateway.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.gateway.provider.Reports.Effect;
import io.twofold.kit.database.DatabaseTrouble;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a provider says, answers and receipts that come at the same time in one transaction. It waits for nobody's
 * lock: whoever it can't write down at once, or not for certain, is left to its caller, who does so alone.
 */
@Singleton
class WriteTogether {

    /** Half of the messages that a provider is given at a time, by default: a connection that dies takes no more along. */
    private static final int MOST = 32;

    /** Longer than a connection is waited for: a database that is merely slow is best used together. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Logger LOG = Logger.getLogger(WriteTogether.class);

    private final Map<String, Gathering<Word, Effect>> gatherings = new ConcurrentHashMap<>();
    private final Deliveries deliveries;
    private final Attempts attempts;
    private final WorkerSignal worker;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Duration patience;

    @Inject
    WriteTogether(Deliveries deliveries, Attempts attempts, WorkerSignal worker, MeterRegistry meters, Clock clock) {
        this(deliveries, attempts, worker, meters, clock, PATIENCE);
    }

    WriteTogether(
            Deliveries deliveries,
            Attempts attempts,
            WorkerSignal worker,
            MeterRegistry meters,
            Clock clock,
            Duration patience) {
        this.deliveries = deliveries;
        this.attempts = attempts;
        this.worker = worker;
        this.meters = meters;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * What a provider says of one delivery.
     *
     * @param deliveryId whose; absent where only the provider's own id tells
     * @param messageId the provider's id of it; absent in an answer, which may bring it
     * @param change what it does to the delivery, whose row is locked
     */
    record Word(
            @Nullable UUID deliveryId, @Nullable String messageId, Function<Delivery, Effect> change, Context trace) {

        static Word answer(UUID deliveryId, Function<Delivery, Effect> change) {
            return new Word(deliveryId, null, change, Context.current());
        }

        static Word receipt(@Nullable UUID deliveryId, String messageId, Function<Delivery, Effect> change) {
            return new Word(deliveryId, messageId, change, Context.current());
        }
    }

    /**
     * Returns when it has committed.
     *
     * @return empty if nothing was written, and it is to be done alone
     */
    Optional<Effect> write(String provider, Word word) {
        Optional<Effect> effect = gatherings
                .computeIfAbsent(provider, _ -> new Gathering<>(MOST, patience, words -> write(provider, words)))
                .join(word);
        if (effect.isEmpty()) {
            meters.counter("twofold.gateway.written.alone", "provider", provider)
                    .increment();
        }
        return effect;
    }

    /** How many words of a provider belong to no group yet. */
    int waiting(String provider) {
        Gathering<Word, Effect> gathering = gatherings.get(provider);
        return gathering == null ? 0 : gathering.waiting();
    }

    private List<Optional<Effect>> write(String provider, List<Word> words) {
        Group group = new Group(provider, words);
        List<Optional<Effect>> effects;
        try {
            effects = QuarkusTransaction.requiringNew().call(group::write);
        } catch (RuntimeException | Error e) {
            LOG.logf(
                    DatabaseTrouble.isPassing(e) ? Logger.Level.DEBUG : Logger.Level.INFO,
                    "provider=%s %d go alone: %s",
                    provider,
                    words.size(),
                    e.getClass().getSimpleName());
            throw e;
        }
        if (group.isAnyDue()) {
            worker.raise();
        }
        return effects;
    }

    /** One transaction's worth. */
    private final class Group {

        private final String provider;
        private final List<Word> words;

        /** By the provider's ids. */
        private final Map<String, UUID> owners = new HashMap<>();

        private Map<UUID, Delivery> locked = Map.of();

        Group(String provider, List<Word> words) {
            this.provider = provider;
            this.words = words;
        }

        List<Optional<Effect>> write() {
            lock();
            List<Optional<Effect>> effects = new ArrayList<>();
            words.forEach(_ -> effects.add(Optional.empty()));
            // Answers first: what a receipt is about may have been taken a moment ago.
            IntStream.range(0, words.size())
                    .boxed()
                    .sorted(Comparator.comparing(place -> words.get(place).messageId() != null))
                    .forEach(place -> effects.set(place, apply(words.get(place))));
            deliveries.flush(); // here rather than in the commit, whose failure doesn't tell its reason
            return effects;
        }

        boolean isAnyDue() {
            return locked.values().stream().anyMatch(delivery -> delivery.isDue(clock.instant()));
        }

        private void lock() {
            List<String> messageIds =
                    words.stream().map(Word::messageId).filter(Objects::nonNull).toList();
            if (!messageIds.isEmpty()) {
                owners.putAll(deliveries.ofMessages(provider, messageIds));
            }
            Set<UUID> ids = new HashSet<>(owners.values());
            words.stream().map(Word::deliveryId).filter(Objects::nonNull).forEach(ids::add);
            locked = ids.isEmpty() ? Map.of() : deliveries.lockFree(ids);
            if (!locked.isEmpty()) {
                attempts.readAhead(locked.keySet());
            }
        }

        private Optional<Effect> apply(Word word) {
            UUID owner = word.messageId() == null ? null : owners.get(word.messageId());
            UUID whose = word.deliveryId() == null ? owner : word.deliveryId();
            if (whose == null) {
                return Optional.of(Effect.UNKNOWN);
            }
            Delivery delivery = locked.get(whose);
            boolean isDisputed = owner != null && !(owner.equals(whose) && isKnownAs(delivery, word.messageId()));
            if (delivery == null || isDisputed) {
                return Optional.empty();
            }
            try (Scope _ = word.trace().makeCurrent()) {
                return Optional.of(word.change().apply(delivery));
            } finally {
                learnOwner(delivery);
            }
        }

        private boolean isKnownAs(@Nullable Delivery delivery, @Nullable String messageId) {
            return delivery != null
                    && provider.equals(delivery.provider())
                    && Objects.equals(messageId, delivery.providerMessageId());
        }

        private void learnOwner(Delivery delivery) {
            String messageId = delivery.providerMessageId();
            if (messageId != null && provider.equals(delivery.provider())) {
                owners.put(messageId, delivery.id());
            }
        }
    }
}
