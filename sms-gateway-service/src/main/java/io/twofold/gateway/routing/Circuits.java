package io.twofold.gateway.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.events.ProviderSuspended;
import io.twofold.gateway.message.Channel;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.Refusal;
import io.twofold.gateway.routing.Breaker.State;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.outbox.Subject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Who is left alone, in the eyes of this replica: a circuit for each provider and country, and one for each provider as a
 * whole, which opens when it fails in a row in more than one country.
 *
 * <p>Each replica finds out by itself and remembers it in memory: a restart forgets, and a provider in trouble costs each
 * replica a few messages.
 */
@Singleton
public class Circuits {

    private static final Logger LOG = Logger.getLogger(Circuits.class);
    private static final String EVERYWHERE = "";
    private static final Duration SHORTEST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    /** A country of a provider's, or {@link #EVERYWHERE}. */
    private record Line(String provider, String country) {}

    /** What a provider means that says "slow down": texts and calls have limits of their own. */
    private record Pace(String provider, Channel channel) {}

    private final Map<Line, Breaker> breakers = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> failingCountries = new ConcurrentHashMap<>();
    private final Map<Pace, Instant> restingUntil = new ConcurrentHashMap<>();
    private final RoutingConfig.Circuit config;
    private final Outbox outbox;
    private final MeterRegistry meters;
    private final Clock clock;

    Circuits(RoutingConfig config, Outbox outbox, MeterRegistry meters, Clock clock) {
        this.config = config.circuit();
        this.outbox = outbox;
        this.meters = meters;
        this.clock = clock;
        meters.gauge("twofold.gateway.circuits.open", this, Circuits::countOpen);
    }

    /**
     * A circuit.
     *
     * @param country absent: the provider as a whole
     * @param until when the next message may try; absent while it is closed
     */
    record Circuit(
            @Nullable String country,
            String state,
            @Nullable Instant until) {}

    /** Learns from a handover. Being told to slow down is no failure: the provider rests from that channel for a while. */
    public void learn(String provider, String country, Channel channel, Handover handover) {
        switch (handover) {
            case Handover.NotTaken(var refusal, var _, var retryAfter)
            when refusal == Refusal.SLOW_DOWN -> rest(new Pace(provider, channel), retryAfter);
            case Handover.NotTaken(var refusal, var _, var _)
            when refusal == Refusal.UNAVAILABLE -> failed(provider, country);
            case Handover.Unclear _ -> failed(provider, country);
            case Handover.Taken _, Handover.NotTaken _ -> succeeded(provider, country);
        }
    }

    /** Whether a message to that country would be let through to the provider. */
    boolean wouldLet(String provider, String country, Channel channel, Instant now) {
        return !now.isBefore(restsUntil(provider, channel))
                && breaker(provider, EVERYWHERE).wouldLet(now)
                && breaker(provider, country).wouldLet(now);
    }

    /** Lets a message through to the provider, or not. */
    boolean let(String provider, String country, Channel channel, Instant now) {
        return wouldLet(provider, country, channel, now)
                && breaker(provider, EVERYWHERE).let(now)
                && breaker(provider, country).let(now);
    }

    /** When the next message to that country may try the provider. */
    Instant openUntil(String provider, String country, Channel channel) {
        Instant all = breaker(provider, EVERYWHERE).standing().until();
        Instant one = breaker(provider, country).standing().until();
        return later(restsUntil(provider, channel), later(all, one));
    }

    private Instant restsUntil(String provider, Channel channel) {
        return restingUntil.getOrDefault(new Pace(provider, channel), Instant.MIN);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** A provider's circuits: those that anything went through since the start. */
    List<Circuit> of(String provider) {
        return breakers.entrySet().stream()
                .filter(entry -> entry.getKey().provider().equals(provider))
                .map(entry -> view(entry.getKey(), entry.getValue().standing()))
                .filter(circuit -> circuit.country() != null || circuit.until() != null)
                .sorted(Comparator.comparing(circuit -> circuit.country() == null ? EVERYWHERE : circuit.country()))
                .toList();
    }

    private static Circuit view(Line line, Breaker.Standing standing) {
        return new Circuit(
                line.country().equals(EVERYWHERE) ? null : line.country(),
                standing.state().word(),
                standing.state() == State.CLOSED ? null : standing.until());
    }

    private void succeeded(String provider, String country) {
        failingCountries.remove(provider);
        breaker(provider, EVERYWHERE).succeeded();
        breaker(provider, country).succeeded();
    }

    private void failed(String provider, String country) {
        Instant now = clock.instant();
        if (breaker(provider, country).failed(now)) {
            suspended(provider, country);
        }
        Set<String> failing = failingCountries.computeIfAbsent(provider, _ -> ConcurrentHashMap.newKeySet());
        failing.add(country);
        Breaker whole = breaker(provider, EVERYWHERE);
        boolean concernsAll = failing.size() > 1 || whole.standing().state() == State.HALF_OPEN;
        if (concernsAll && whole.failed(now)) {
            suspended(provider, null);
        }
    }

    private void rest(Pace pace, @Nullable Duration asked) {
        Duration rest = asked == null || asked.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : asked;
        Instant until = clock.instant().plus(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest);
        restingUntil.merge(pace, until, Circuits::later);
    }

    /** Tells of it. That it can't be told now changes nothing about it. */
    private void suspended(String provider, @Nullable String country) {
        Instant until = breaker(provider, country == null ? EVERYWHERE : country)
                .standing()
                .until();
        LOG.warnf("provider=%s country=%s is left alone until %s", provider, country, until);
        meters.counter("twofold.gateway.suspensions", "provider", provider).increment();
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> outbox.publish(
                            new ProviderSuspended(provider, country, until),
                            new Subject(provider, null, clock.millis())));
        } catch (RuntimeException e) {
            LOG.warnf(
                    "provider=%s suspension not published: %s",
                    provider, e.getClass().getSimpleName());
        }
    }

    private Breaker breaker(String provider, String country) {
        return breakers.computeIfAbsent(new Line(provider, country), _ -> new Breaker(config));
    }

    private double countOpen() {
        return breakers.values().stream()
                .filter(breaker -> breaker.standing().state() != State.CLOSED)
                .count();
    }
}
