package io.twofold.gateway.lookup;

import io.micrometer.core.instrument.MeterRegistry;
import io.twofold.gateway.lookup.LookupSource.Answer;
import io.twofold.kit.phone.PhoneNumber;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Finds out what is known about a number, from all who are asked about its country at the same time. */
@Singleton
class LookUpNumber {

    private static final Logger LOG = Logger.getLogger(LookUpNumber.class);

    private final LookupSources sources;
    private final LookupCache cache;
    private final LookupBudget budget;
    private final MeterRegistry meters;
    private final Clock clock;
    private final LookupSource always = new Libphonenumber();
    private final Map<String, Breaker> breakers;
    private final SingleFlight<Optional<NumberFacts>> flights = new SingleFlight<>();
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    LookUpNumber(LookupSources sources, LookupCache cache, LookupBudget budget, MeterRegistry meters, Clock clock) {
        this.sources = sources;
        this.cache = cache;
        this.budget = budget;
        this.meters = meters;
        this.clock = clock;
        this.breakers =
                sources.all().stream().collect(Collectors.toUnmodifiableMap(LookupSource::id, _ -> new Breaker(clock)));
    }

    /**
     * What is known.
     *
     * @param source the ids of those who contributed, joined by a plus sign
     */
    record Findings(NumberFacts facts, String source) {}

    /** Never fails: what can't be found out is unknown. */
    Findings about(PhoneNumber number) {
        List<LookupSource> asked = sources.serving(number.country());
        List<CompletableFuture<Optional<NumberFacts>>> answers = asked.stream()
                .map(source -> CompletableFuture.supplyAsync(() -> consult(source, number), threads))
                .toList();
        NumberFacts known = NumberFacts.NONE;
        List<String> contributors = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Optional<NumberFacts> facts = answers.get(i).join().filter(found -> !found.saysNothing());
            if (facts.isPresent()) {
                known = known.or(facts.get());
                contributors.add(asked.get(i).id());
            }
        }
        NumberFacts base = always.ask(number) instanceof Answer.Known(var facts) ? facts : NumberFacts.NONE;
        return new Findings(known.or(base), contributors.isEmpty() ? always.id() : String.join("+", contributors));
    }

    private Optional<NumberFacts> consult(LookupSource source, PhoneNumber number) {
        try {
            return flights.fly(source.id() + number.e164(), () -> find(source, number));
        } catch (RuntimeException e) {
            LOG.errorf("source=%s look-up failed: %s", source.id(), e.getClass().getSimpleName());
            count(source, "error");
            return Optional.empty();
        }
    }

    private Optional<NumberFacts> find(LookupSource source, PhoneNumber number) {
        Breaker breaker = breakers.get(source.id());
        try {
            Optional<NumberFacts> kept = cache.find(source, number);
            if (kept.isPresent()) {
                count(source, "kept");
                return kept;
            }
            if (breaker == null || !breaker.admits()) {
                count(source, "paused");
                return Optional.empty();
            }
            if (!budget.take(source)) {
                count(source, "over_budget");
                return Optional.empty();
            }
        } catch (SQLException _) {
            // What can't be counted isn't asked: it is paid for.
            count(source, "not_counted");
            return Optional.empty();
        }
        return switch (ask(source, number)) {
            case Answer.Known(var facts) -> {
                breaker.succeeded();
                count(source, "known");
                keep(source, number, facts);
                yield Optional.of(facts);
            }
            case Answer.Failed(var reason) -> {
                breaker.failed();
                count(source, "failed");
                LOG.debugf("source=%s failed: %s", source.id(), reason);
                yield Optional.empty();
            }
        };
    }

    private Answer ask(LookupSource source, PhoneNumber number) {
        Instant start = clock.instant();
        try {
            return source.ask(number);
        } finally {
            meters.timer("twofold.gateway.lookup", "source", source.id())
                    .record(Duration.between(start, clock.instant()));
        }
    }

    private void keep(LookupSource source, PhoneNumber number, NumberFacts facts) {
        try {
            cache.keep(source, number, facts);
        } catch (SQLException e) {
            LOG.warnf("source=%s answer not kept: %s", source.id(), e.getSQLState());
        }
    }

    private void count(LookupSource source, String outcome) {
        meters.counter("twofold.gateway.lookups", "source", source.id(), "outcome", outcome)
                .increment();
    }
}
