package io.twofold.otp.lookup;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.problem.UnavailableException;
import io.twofold.otp.lookup.LookupsConfig.Failure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Finds out what the gateway knows about a number, and remembers it for a moment. */
@Singleton
public class LookUpNumber {

    private static final int REMEMBERED = 10_000;

    /** An answer, and until when it is used. */
    private record Kept(Findings.Known findings, Instant until) {}

    private final GatewayLookups gateway;
    private final LookupsConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<PhoneNumber, Kept> remembered = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PhoneNumber, Kept> eldest) {
            return size() > REMEMBERED;
        }
    });

    LookUpNumber(GatewayLookups gateway, LookupsConfig config, MeterRegistry meters, Clock clock) {
        this.gateway = gateway;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    void check(@Observes StartupEvent event) {
        check(config);
    }

    /** Look-ups that nobody could make would be refused, or let everything through, one by one. */
    static void check(LookupsConfig config) {
        if (config.enabled() && config.clientSecret().isEmpty()) {
            throw new IllegalStateException("Look-ups are enabled: twofold.number-lookups.client-secret must be set");
        }
    }

    /** Whether anybody is asked at all. */
    public boolean isEnabled() {
        return config.enabled();
    }

    /**
     * Ends within a second and a half. Not to be called inside a transaction.
     *
     * @param opensAnAccount whether the number is about to open an account that trusts it: such a look-up may still be made
     *     when others have used up theirs
     */
    public Findings about(PhoneNumber number, boolean opensAnAccount) {
        if (!config.enabled()) {
            return new Findings.NotAsked();
        }
        Findings.Known known = recall(number);
        if (known != null) {
            count("remembered");
            return known;
        }
        try {
            Findings.Known found = gateway.about(number, opensAnAccount);
            if (found.isAll()) {
                remember(number, found);
            }
            count(found.isAll() ? "known" : "partial");
            return found;
        } catch (UnavailableException | TimeoutException _) {
            count("failed");
            return new Findings.NoAnswer();
        } catch (CircuitBreakerOpenException _) {
            count("paused");
            return new Findings.NoAnswer();
        }
    }

    /** Whether a code may go out though there was no answer, or not everybody's. */
    public boolean isFailureForgiven() {
        return config.onFailure() == Failure.ALLOW;
    }

    private Findings.@Nullable Known recall(PhoneNumber number) {
        @Nullable Kept kept = remembered.get(number);
        return kept != null && clock.instant().isBefore(kept.until()) ? kept.findings() : null;
    }

    private void remember(PhoneNumber number, Findings.Known findings) {
        remembered.put(number, new Kept(findings, clock.instant().plus(config.keptFor())));
    }

    private void count(String outcome) {
        meters.counter("twofold.otp.lookups", "outcome", outcome).increment();
    }
}
