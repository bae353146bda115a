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
    private final SingleFlight<Said> flights = new SingleFlight<>();
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
     * @param unanswered the ids of those who should have said something and didn't, or not all
     */
    record Findings(NumberFacts facts, String source, List<String> unanswered) {}

    /** What one source has to say, and whether that is all it was to be asked. */
    private record Said(NumberFacts facts, boolean isAll) {

        static final Said NOTHING = new Said(NumberFacts.NONE, false);
    }

    /**
     * Never fails: what can't be found out is unknown.
     *
     * @param opensAnAccount whether an account depends on the number, so that what is reserved for that may be used
     */
    Findings about(PhoneNumber number, boolean opensAnAccount) {
        List<LookupSource> asked = sources.serving(number.country());
        List<CompletableFuture<Said>> answers = asked.stream()
                .map(source -> CompletableFuture.supplyAsync(() -> consult(source, number, opensAnAccount), threads))
                .toList();
        NumberFacts known = NumberFacts.NONE;
        List<String> contributors = new ArrayList<>();
        List<String> unanswered = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            Said said = answers.get(i).join();
            if (!said.facts().saysNothing()) {
                known = known.or(said.facts());
                contributors.add(asked.get(i).id());
            }
            if (!said.isAll()) {
                unanswered.add(asked.get(i).id());
            }
        }
        NumberFacts base = always.ask(number) instanceof Answer.Known(var facts) ? facts : NumberFacts.NONE;
        String source = contributors.isEmpty() ? always.id() : String.join("+", contributors);
        return new Findings(known.or(base), source, List.copyOf(unanswered));
    }

    private Said consult(LookupSource source, PhoneNumber number, boolean opensAnAccount) {
        try {
            // Not together with those who may be over their budget earlier.
            String question = source.id() + (opensAnAccount ? "!" : "") + number.e164();
            return flights.fly(question, () -> find(source, number, opensAnAccount));
        } catch (RuntimeException e) {
            LOG.errorf("source=%s look-up failed: %s", source.id(), e.getClass().getSimpleName());
            count(source, "error");
            return Said.NOTHING;
        }
    }

    private Said find(LookupSource source, PhoneNumber number, boolean opensAnAccount) {
        Breaker breaker = breakers.get(source.id());
        try {
            Optional<NumberFacts> kept = cache.find(source, number);
            if (kept.isPresent()) {
                count(source, "kept");
                return new Said(kept.get(), true);
            }
            if (breaker == null || !breaker.admits()) {
                count(source, "paused");
                return Said.NOTHING;
            }
            if (!budget.take(source, opensAnAccount)) {
                count(source, "over_budget");
                return Said.NOTHING;
            }
        } catch (SQLException _) {
            // What can't be counted isn't asked: it is paid for.
            count(source, "not_counted");
            return Said.NOTHING;
        }
        return switch (ask(source, number)) {
            case Answer.Known(var facts) -> {
                breaker.succeeded();
                count(source, "known");
                keep(source, number, facts);
                yield new Said(facts, true);
            }
            case Answer.Partial(var facts) -> {
                breaker.succeeded();
                count(source, "partial");
                yield new Said(facts, false);
            }
            case Answer.Refused(var reason) -> {
                breaker.succeeded();
                count(source, "refused");
                LOG.debugf("source=%s refused: %s", source.id(), reason);
                yield Said.NOTHING;
            }
            case Answer.Failed(var reason) -> {
                breaker.failed();
                count(source, "failed");
                LOG.debugf("source=%s failed: %s", source.id(), reason);
                yield Said.NOTHING;
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
