package io.twofold.otp.budget;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.twofold.kit.phone.PhoneNumber;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
    private final PriceList prices;
    private final Map<String, Long> countries = new HashMap<>();
    private final Clock clock;
    private final List<Allotment> spending;
    private final Map<String, Double> used = new ConcurrentHashMap<>();

    /**
     * Reads the budgets and prices.
     *
     * @throws IllegalStateException if one names a country or channel that doesn't exist
     */
    SendingBudgets(Leases leases, Ledger ledger, BudgetsConfig config, MeterRegistry meters, Clock clock) {
        this.leases = leases;
        this.ledger = ledger;
        this.config = config;
        this.clock = clock;
        this.prices = new PriceList(config);
        config.countries().forEach((country, most) -> {
            if (!PhoneNumber.isKnownCountry(country)) {
                throw new IllegalStateException("twofold.budgets.countries." + country + ": no such country");
            }
            countries.put(country.toUpperCase(Locale.ROOT), most);
        });
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
     * Reserves what a send needs; to be closed once its transaction is over. Leases may have to be waited for, and whoever
     * waits inside a transaction holds up others' rows and connections.
     *
     * @param country where to, ISO 3166-1 alpha-2
     * @param channel "sms" or "voice"
     * @param proven whether only its price counts
     * @throws io.twofold.kit.problem.UnavailableException if a lease takes too long
     * @throws IllegalStateException inside a transaction
     */
    public Reservation reserve(String country, String channel, boolean proven, Instant now) {
        if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
            throw new IllegalStateException("A place in the budgets is reserved before the transaction");
        }
        Reservation reservation = new Reservation(leases, country, channel, proven, now);
        long price = prices.price(country, channel);
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
        Long fixed = countries.get(country);
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
