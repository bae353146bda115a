package io.twofold.gateway.limit;

import static io.twofold.gateway.outside.Gateway.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.twofold.gateway.message.Channel;
import io.twofold.gateway.outside.GatewayTest;
import io.twofold.kit.phone.PhoneNumber;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
        int granted = atOnce(58, _ -> QuarkusTransaction.requiringNew().call(() -> numbers.take(number, NOW)));
        assertThat(granted).isEqualTo(8);
        assertThat(taken(number, NOW.plusSeconds(3599))).isFalse();
        assertThat(taken(number, NOW.plusSeconds(3601))).isTrue();
    }

    @Test
    void whatRollsBackWasNotCounted() {
        PhoneNumber number = PhoneNumber.ofE164("+14085001234");
        for (int i = 0; i < 20; i++) {
            rollingBack(() -> numbers.take(number, NOW));
        }
        assertThat(taken(number, NOW)).isTrue();
    }

    /** Ten a day go to Iceland. */
    @Test
    void norIsItMissingFromTheBudget() {
        for (int i = 0; i < 30; i++) {
            PlannedMessage message = toIceland(i);
            rollingBack(() -> limits.take(message, NOW).isEmpty());
        }
        for (int i = 0; i < 10; i++) {
            PlannedMessage message = toIceland(i);
            assertThat(QuarkusTransaction.requiringNew().call(() -> limits.take(message, NOW)))
                    .isEmpty();
        }
        assertThat(QuarkusTransaction.requiringNew().call(() -> limits.take(toIceland(11), NOW)))
                .contains(Limit.COUNTRY);
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
        return QuarkusTransaction.requiringNew().call(() -> numbers.take(number, at));
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
