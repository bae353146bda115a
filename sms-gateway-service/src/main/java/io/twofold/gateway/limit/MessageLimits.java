package io.twofold.gateway.limit;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.twofold.gateway.price.Cost;
import io.twofold.gateway.price.PriceList;
import io.twofold.kit.phone.PhoneNumber;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Says whether a message may be sent, and counts it if so. */
@Startup
@Singleton
public class MessageLimits {

    private static final Logger LOG = Logger.getLogger(MessageLimits.class);

    private final NumberHistory numbers;
    private final Leases leases;
    private final PriceList prices;
    private final MessageLimitsConfig config;
    private final Map<String, Long> countries = new HashMap<>();
    private final TransactionSynchronizationRegistry transaction;
    private final MeterRegistry meters;

    /**
     * Reads the limits.
     *
     * @throws IllegalStateException if one names a country that doesn't exist
     */
    MessageLimits(
            NumberHistory numbers,
            Leases leases,
            PriceList prices,
            MessageLimitsConfig config,
            TransactionSynchronizationRegistry transaction,
            MeterRegistry meters) {
        this.numbers = numbers;
        this.leases = leases;
        this.prices = prices;
        this.config = config;
        this.transaction = transaction;
        this.meters = meters;
        config.countries().forEach((country, most) -> {
            if (!PhoneNumber.isKnownCountry(country)) {
                throw new IllegalStateException("twofold.message-limits.countries." + country + ": no such country");
            }
            countries.put(country.toUpperCase(Locale.ROOT), most);
        });
    }

    /** A share of a budget. */
    private record Share(Budget budget, long units) {}

    /** Leases what {@link #take} would need, outside of any transaction. */
    public void prepare(PlannedMessage message, Instant now) {
        shares(message, now).forEach(share -> leases.prepare(share.budget(), share.units(), now));
    }

    /**
     * Counts a message under every limit, in the transaction at hand: if that rolls back, nothing was counted.
     *
     * @return the limit that forbids it; then it is counted under none
     */
    public Optional<Limit> take(PlannedMessage message, Instant now) {
        List<Share> taken = new ArrayList<>();
        for (Share share : shares(message, now)) {
            if (!leases.take(share.budget(), share.units(), now)) {
                giveBack(taken);
                return refused(share.budget().limit(), message);
            }
            taken.add(share);
        }
        // From here on the number's row is locked: the rest of the transaction is short.
        transaction.registerInterposedSynchronization(new Undo(taken));
        if (!numbers.take(message.number(), now)) {
            giveBack(taken);
            taken.clear();
            return refused(Limit.NUMBER, message);
        }
        return Optional.empty();
    }

    private List<Share> shares(PlannedMessage message, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        Instant day = now.truncatedTo(ChronoUnit.DAYS);
        long most = countries.getOrDefault(message.country(), config.countryADay());
        long cost = costOf(message);
        return List.of(
                new Share(new Budget(Limit.COUNTRY, message.country(), day, most), 1),
                new Share(new Budget(Limit.SPEND_AN_HOUR, "", hour, Cost.inMicros(config.spendAnHour())), cost),
                new Share(new Budget(Limit.SPEND_A_DAY, "", day, Cost.inMicros(config.spendADay())), cost));
    }

    /** By the price of who would be asked first. Another may take it for another price: that difference isn't followed up. */
    private long costOf(PlannedMessage message) {
        return Optional.ofNullable(message.provider())
                .flatMap(provider -> prices.of(provider, message.channel(), message.country(), message.segments()))
                .map(Cost::micros)
                .orElseGet(() -> Cost.inMicros(config.assumedPrice()) * message.segments());
    }

    private Optional<Limit> refused(Limit limit, PlannedMessage message) {
        meters.counter("twofold.gateway.limits.refused", "limit", limit.reason())
                .increment();
        LOG.debugf("%s country=%s", limit.reason(), message.country());
        return Optional.of(limit);
    }

    private void giveBack(List<Share> shares) {
        shares.forEach(share -> leases.giveBack(share.budget(), share.units()));
    }

    /** Gives back what a transaction that rolled back had taken. */
    private final class Undo implements Synchronization {

        private final List<Share> taken;

        Undo(List<Share> taken) {
            this.taken = taken;
        }

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_ROLLEDBACK) {
                giveBack(taken);
            }
        }
    }
}
