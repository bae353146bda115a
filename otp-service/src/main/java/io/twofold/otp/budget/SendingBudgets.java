package io.twofold.otp.budget;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Finds a send its place in the budgets. */
@Startup
@Singleton
public class SendingBudgets {

    private static final Logger LOG = Logger.getLogger(SendingBudgets.class);

    private final Leases leases;
    private final Ledger ledger;
    private final BudgetsConfig config;
    private final Clock clock;
    private final List<Allotment> spending;
    private final Map<String, Double> used = new ConcurrentHashMap<>();

    SendingBudgets(Leases leases, Ledger ledger, BudgetsConfig config, MeterRegistry meters, Clock clock) {
        this.leases = leases;
        this.ledger = ledger;
        this.config = config;
        this.clock = clock;
        this.spending = Stream.concat(
                        config.spendPerHour().map(most -> Allotment.ofSpend(ChronoUnit.HOURS, most)).stream(),
                        config.spendPerDay().map(most -> Allotment.ofSpend(ChronoUnit.DAYS, most)).stream())
                .toList();
        spending.forEach(allotment -> meters.gauge(
                "twofold.otp.spend.used.ratio",
                List.of(Tag.of("period", allotment.unit() == ChronoUnit.HOURS ? "hour" : "day")),
                this,
                budgets -> budgets.used.getOrDefault(allotment.name(), 0.0)));
    }

    /**
     * Reserves what the send needs. Whoever doesn't send after all gives it back, also if its transaction rolls back.
     *
     * @param country where to, ISO 3166-1 alpha-2
     * @param channel "sms" or "voice"
     * @param proven whether only its price counts
     */
    public Reservation reserve(String country, String channel, boolean proven, Instant now) {
        Reservation reservation = new Reservation(leases, now);
        long price = config.price(country, channel);
        try {
            spending.forEach(allotment -> reservation.add(allotment, price));
            if (!proven) {
                ofCountry(country).ifPresent(allotment -> reservation.add(allotment, 1));
            }
            return reservation;
        } catch (RuntimeException e) {
            reservation.giveBack();
            throw e;
        }
    }

    private Optional<Allotment> ofCountry(String country) {
        Long fixed = config.countries().get(country);
        if (fixed == null && config.country().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Allotment.ofCountry(country, fixed, config.country().orElse(0L)));
    }

    @Scheduled(
            every = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void look() {
        Instant now = clock.instant();
        try {
            spending.forEach(
                    allotment -> used.put(allotment.name(), ledger.usedPart(allotment, allotment.periodOf(now))));
        } catch (IllegalStateException e) {
            LOG.debugf("Budgets aren't looked at: %s", e.getMessage());
        }
    }
}
