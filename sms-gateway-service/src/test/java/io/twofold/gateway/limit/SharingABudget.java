package io.twofold.gateway.limit;

import static io.twofold.gateway.outside.Gateway.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.quarkus.runtime.ShutdownEvent;
import io.twofold.gateway.message.Channel;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.gateway.price.PriceList;
import io.twofold.kit.phone.PhoneNumber;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two replicas, as two holders of leases on one database. */
@GatewayTest
class SharingABudget {

    private static final Instant NOW = Instant.parse("2026-01-31T10:20:00Z");
    private static final int PARALLEL = 64;

    @Inject
    AgroalDataSource database;

    @Inject
    NumberHistory numbers;

    @Inject
    MessageLimits limits;

    @Inject
    Clock clock;

    @Inject
    Leases one;

    @Inject
    PriceList prices;

    @Inject
    TransactionSynchronizationRegistry transaction;

    @Inject
    MeterRegistry meters;

    @Test
    void isNeverOvershotAndAHundredthIsLeftAtMost() throws Exception {
        Leases other = new Leases(database, clock);
        Budget budget = budget(1000);
        int granted = atOnce(1050, i -> (i % 2 == 0 ? one : other).take(budget, 1, NOW));
        assertThat(granted).isBetween(990, 1000);
    }

    @Test
    void aSmallOneIsExact() throws Exception {
        Leases other = new Leases(database, clock);
        Budget budget = budget(20);
        assertThat(atOnce(70, i -> (i % 2 == 0 ? one : other).take(budget, 1, NOW)))
                .isEqualTo(20);
    }

    @Test
    void noRowIsTouchedByEachMessage() {
        Budget budget = budget(100_000);
        for (int i = 0; i < 1000; i++) {
            assertThat(one.take(budget, 1, NOW)).isTrue();
        }
        assertThat(value("select leased from allotment where key = ?", budget.key()))
                .isEqualTo(1000L);
    }

    @Test
    void whatIsntUsedIsGivenBackAtTheEnd() {
        Leases replica = new Leases(database, clock);
        Budget budget = budget(1000);
        assertThat(replica.take(budget, 1, NOW)).isTrue();
        assertThat(value("select leased from allotment where key = ?", budget.key()))
                .isEqualTo(10L);
        replica.onStop(new ShutdownEvent());
        assertThat(value("select leased from allotment where key = ?", budget.key()))
                .isEqualTo(1L);
    }

    @Test
    void whatIsTakenAfterTheEndIsLeasedAlone() {
        Leases replica = new Leases(database, clock);
        Budget budget = budget(1000);
        replica.onStop(new ShutdownEvent());
        for (int i = 0; i < 3; i++) {
            assertThat(replica.take(budget, 1, NOW)).isTrue();
        }
        assertThat(value("select leased from allotment where key = ?", budget.key()))
                .isEqualTo(3L);
    }

    @Test
    void whereTheDatabaseIsAwayItIsWaitedForOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AgroalDataSource away = (AgroalDataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {AgroalDataSource.class}, (_, _, _) -> {
                    asked.incrementAndGet();
                    throw new SQLTransientConnectionException("as the test wants it");
                });
        Leases replica = new Leases(away, clock);
        Budget budget = budget(1000);
        Instant now = clock.instant();
        int failed = atOnce(PARALLEL, _ -> {
            try {
                return !replica.take(budget, 1, now);
            } catch (RuntimeException _) {
                return true;
            }
        });
        assertThat(failed).isEqualTo(PARALLEL);
        assertThat(asked).hasValue(1);

        Instant later = clock.instant().plusSeconds(2);
        assertThatThrownBy(() -> replica.take(budget, 1, later)).isInstanceOf(QuarkusTransactionException.class);
        assertThat(asked).hasValue(2);
    }

    @Test
    void ofAWholeAmountThereIsEnoughOrNone() {
        Leases other = new Leases(database, clock);
        Budget budget = budget(100);
        assertThat(one.take(budget, 70, NOW)).isTrue();
        assertThat(other.take(budget, 31, NOW)).isFalse();
        assertThat(one.take(budget, 30, NOW.plusSeconds(2))).isTrue();
        assertThat(one.take(budget, 0, NOW)).isTrue();
        assertThat(one.take(budget(5), 6, NOW)).isFalse();
    }

    @Test
    void aNumberIsCountedExactly() throws Exception {
        PhoneNumber number = PhoneNumber.ofE164("+14084001234");
        int granted = atOnce(58, _ -> taken(number, NOW));
        assertThat(granted).isEqualTo(8);
        assertThat(taken(number, NOW.plusSeconds(3599))).isFalse();
        assertThat(taken(number, NOW.plusSeconds(3601))).isTrue();
    }

    @Test
    void andSoAreManyMessagesInOneGo() {
        PhoneNumber number = PhoneNumber.ofE164("+14084501234");
        PhoneNumber other = PhoneNumber.ofE164("+14084501235");
        List<PhoneNumber> messages = new ArrayList<>(Collections.nCopies(10, number));
        messages.add(5, other);

        List<Boolean> taken = QuarkusTransaction.requiringNew().call(() -> numbers.take(messages, NOW));

        assertThat(taken).containsExactly(true, true, true, true, true, true, true, true, true, false, false);
        assertThat(taken(other, NOW)).isTrue();
        assertThat(taken(number, NOW)).isFalse();
    }

    @Test
    void whatRollsBackWasNotCounted() {
        PhoneNumber number = PhoneNumber.ofE164("+14085001234");
        for (int i = 0; i < 20; i++) {
            rollingBack(() -> numbers.take(List.of(number), NOW).getFirst());
        }
        assertThat(taken(number, NOW)).isTrue();
    }

    /** Ten a day go to Iceland. */
    @Test
    void norIsItMissingFromTheBudget() {
        for (int i = 0; i < 30; i++) {
            try (Reservation reservation = limits.reserve(toIceland(i), NOW)) {
                rollingBack(
                        () -> limits.use(List.of(reservation), NOW).getFirst().isEmpty());
            }
            limits.reserve(toIceland(i), NOW).close();
        }
        for (int i = 0; i < 10; i++) {
            assertThat(use(toIceland(i))).isEmpty();
        }
        assertThat(use(toIceland(11))).contains(Limit.COUNTRY);
    }

    @Test
    void noneIsTakenWithinATransaction() {
        Budget budget = budget(1000);
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().call(() -> one.take(budget, 1, NOW)))
                .isInstanceOf(QuarkusTransactionException.class);
        assertThat(one.take(budget, 1, NOW)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.0000001, 1, 1, spend-an-hour", "1, 0.0000001, 1, spend-a-day", "1, 1, 0.0000001, assumed-price"})
    void aFractionOfAMillionthStopsTheStart(BigDecimal anHour, BigDecimal aDay, BigDecimal assumed, String setting) {
        MessageLimitsConfig config = new Settings(anHour, aDay, assumed);
        assertThatThrownBy(() -> new MessageLimits(numbers, one, prices, config, transaction, meters))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("twofold.message-limits." + setting + ": must have up to six digits after the point");
    }

    private record Settings(BigDecimal spendAnHour, BigDecimal spendADay, BigDecimal assumedPrice)
            implements MessageLimitsConfig {

        @Override
        public Optional<List<Allowance>> number() {
            return Optional.empty();
        }

        @Override
        public long countryADay() {
            return 1;
        }

        @Override
        public Map<String, Long> countries() {
            return Map.of();
        }
    }

    private Optional<Limit> use(PlannedMessage message) {
        try (Reservation reservation = limits.reserve(message, NOW)) {
            return QuarkusTransaction.requiringNew()
                    .call(() -> limits.use(List.of(reservation), NOW).getFirst());
        }
    }

    private static void rollingBack(Callable<Boolean> count) {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().call(() -> {
                    assertThat(count.call()).isTrue();
                    throw new IllegalStateException("as the test wants it");
                }))
                .hasMessageContaining("as the test wants it");
    }

    private static PlannedMessage toIceland(int i) {
        return new PlannedMessage(PhoneNumber.ofE164("+35461120" + (10 + i)), "IS", Channel.SMS, 1, null);
    }

    private boolean taken(PhoneNumber number, Instant at) {
        return QuarkusTransaction.requiringNew()
                .call(() -> numbers.take(List.of(number), at))
                .getFirst();
    }

    private static Budget budget(long most) {
        return new Budget(Limit.COUNTRY, UUID.randomUUID().toString(), NOW, most);
    }

    private static int atOnce(int calls, IntPredicate call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(PARALLEL);
        int granted = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = IntStream.range(0, calls)
                    .mapToObj(i -> threads.submit(() -> {
                        if (i < PARALLEL && calls >= PARALLEL) {
                            start.await();
                        }
                        return call.test(i);
                    }))
                    .toList();
            for (Future<Boolean> one : running) {
                granted += one.get() ? 1 : 0;
            }
        }
        return granted;
    }
}
