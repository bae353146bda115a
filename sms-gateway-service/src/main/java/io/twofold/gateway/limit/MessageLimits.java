package io.twofold.gateway.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.twofold.gateway.limit.Reservation.Share;
import io.twofold.gateway.price.Cost;
import io.twofold.gateway.price.PriceList;
import io.twofold.kit.database.OnCommit;
import io.twofold.kit.phone.PhoneNumber;
import jakarta.inject.Singleton;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
    private final long spendAnHour;
    private final long spendADay;
    private final long assumedPrice;
    private final TransactionSynchronizationRegistry transaction;
    private final MeterRegistry meters;

    /**
     * Reads the limits.
     *
     * @throws IllegalStateException if one names a country that doesn't exist, or a fraction of a millionth
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
        this.spendAnHour = inMicros("spend-an-hour", config.spendAnHour());
        this.spendADay = inMicros("spend-a-day", config.spendADay());
        this.assumedPrice = inMicros("assumed-price", config.assumedPrice());
        this.transaction = transaction;
        this.meters = meters;
        config.countries().forEach((country, most) -> {
            if (!PhoneNumber.isKnownCountry(country)) {
                throw new IllegalStateException("twofold.message-limits.countries." + country + ": no such country");
            }
            countries.put(country.toUpperCase(Locale.ROOT), most);
        });
        // A counter that begins with its first refusal has no increase to raise an alert.
        Stream.of(Limit.values()).forEach(this::refusals);
    }

    /**
     * Takes a message's shares of the budgets, which may need a transaction of its own: there must be none at hand.
     *
     * @return to be used in the transaction that accepts the message, and closed after it
     */
    public Reservation reserve(PlannedMessage message, Instant now) {
        Reservation reservation = new Reservation(this, message);
        try {
            for (Share share : shares(message, now)) {
                if (!leases.take(share.budget(), share.units(), now)) {
                    reservation.close();
                    reservation.exhaust(share.budget());
                    return reservation;
                }
                reservation.add(share);
            }
            return reservation;
        } catch (RuntimeException e) {
            reservation.close();
            throw e;
        }
    }

    /**
     * Counts messages under every limit, in the transaction at hand: if that rolls back, nothing was counted. Their numbers stay
     * locked until it ends, so that the rest of it should be short.
     *
     * @return for each, in the same order, the limit that forbids it; then it is counted under none
     */
    public List<Optional<Limit>> use(List<Reservation> reservations, Instant now) {
        List<PhoneNumber> asked = reservations.stream()
                .filter(reservation -> reservation.exhausted() == null)
                .map(reservation -> reservation.message().number())
                .toList();
        Iterator<Boolean> taken = numbers.take(asked, now).iterator();
        return reservations.stream()
                .map(reservation -> {
                    Budget exhausted = reservation.exhausted();
                    if (exhausted != null) {
                        return refused(exhausted.limit(), reservation.message());
                    }
                    if (!taken.next()) {
                        return refused(Limit.NUMBER, reservation.message());
                    }
                    transaction.registerInterposedSynchronization(reservation.markUsed());
                    return Optional.<Limit>empty();
                })
                .toList();
    }

    void giveBack(List<Share> shares) {
        shares.forEach(share -> leases.giveBack(share.budget(), share.units()));
    }

    private List<Share> shares(PlannedMessage message, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        Instant day = now.truncatedTo(ChronoUnit.DAYS);
        long most = countries.getOrDefault(message.country(), config.countryADay());
        long cost = costOf(message);
        return List.of(
                new Share(new Budget(Limit.COUNTRY, message.country(), day, most), 1),
                new Share(new Budget(Limit.SPEND_AN_HOUR, "", hour, spendAnHour), cost),
                new Share(new Budget(Limit.SPEND_A_DAY, "", day, spendADay), cost));
    }

    /** By the price of who would be asked first. Another may take it for another price: that difference isn't followed up. */
    private long costOf(PlannedMessage message) {
        return Optional.ofNullable(message.provider())
                .flatMap(provider -> prices.of(provider, message.channel(), message.country(), message.segments()))
                .map(Cost::micros)
                .orElseGet(() -> assumedPrice * message.segments());
    }

    private Optional<Limit> refused(Limit limit, PlannedMessage message) {
        transaction.registerInterposedSynchronization(new OnCommit(() -> {
            refusals(limit).increment();
            LOG.debugf("%s country=%s", limit.reason(), message.country());
        }));
        return Optional.of(limit);
    }

    private Counter refusals(Limit limit) {
        return meters.counter("twofold.gateway.limits.refused", "limit", limit.reason());
    }

    private static long inMicros(String setting, BigDecimal units) {
        try {
            return Cost.inMicros(units);
        } catch (ArithmeticException e) {
            throw new IllegalStateException(
                    "twofold.message-limits." + setting + ": must have up to six digits after the point", e);
        }
    }
}
