package io.twofold.otp.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.otp.OtpTest;
import io.twofold.testing.Databases;
import io.twofold.testing.MutableClock;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By two replicas, of which each knows its own leases only. */
@OtpTest
class LeasingABudget {

    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private final String name = "test:" + UUID.randomUUID();

    @Inject
    Ledger ledger;

    @Inject
    MutableClock clock;

    private Leases one;
    private Leases other;

    @BeforeEach
    void start() {
        one = new Leases(ledger, clock);
        other = new Leases(ledger, clock);
    }

    @Test
    void fiftyTooManyAtOnceGetExactlyWhatThereIs() throws Exception {
        Allotment hour = allotment(180);

        List<Boolean> taken = atOnce(230, i -> (i % 2 == 0 ? one : other).take(hour, 1, clock.instant()));

        assertThat(taken).filteredOn(Boolean::booleanValue).hasSize(180);
    }

    @Test
    void blocksAreBigAtFirstAndNothingIsOverdrawnOrLost() throws Exception {
        Allotment hour = allotment(5_000);
        AtomicInteger taken = new AtomicInteger();

        atOnce(64, i -> {
            while ((i % 2 == 0 ? one : other).take(hour, 1, clock.instant())) {
                taken.incrementAndGet();
            }
            return true;
        });

        assertThat(taken).hasValue(5_000);
    }

    @Test
    void mostSendsAskNobody() {
        Allotment hour = allotment(10_000);
        assertThat(one.take(hour, 1, clock.instant())).isTrue();
        assertThat(part(hour)).isEqualTo(0.01);
        for (int i = 1; i < 100; i++) {
            one.take(hour, 1, clock.instant());
        }
        assertThat(part(hour)).isEqualTo(0.01);
    }

    @Test
    void aReplicaThatIsKilledTakesItsBlockWithItAndNoMore() {
        Allotment hour = allotment(10_000);
        one.take(hour, 1, clock.instant());

        assertThat(takenBy(other, hour)).isEqualTo(9_900);
    }

    @Test
    void aReplicaThatStopsLeavesTheRestToOthers() {
        Allotment hour = allotment(10_000);
        one.take(hour, 1, clock.instant());

        one.returnAll();

        assertThat(takenBy(other, hour)).isEqualTo(9_999);
    }

    @Test
    void soDoesOneThatHasNothingToSend() {
        Allotment hour = allotment(10_000);
        one.take(hour, 1, clock.instant());
        clock.advance(FIVE_SECONDS.minusMillis(1));
        one.returnIdle();
        assertThat(part(hour)).isEqualTo(0.01);

        clock.advance(Duration.ofMillis(1));
        one.returnIdle();

        assertThat(part(hour)).isEqualTo(0.0001);
    }

    @Test
    void whatIsPutBackIsThereForTheNext() {
        Allotment hour = allotment(3);
        Instant now = clock.instant();
        for (int i = 0; i < 3; i++) {
            one.take(hour, 1, now);
        }
        assertThat(one.take(hour, 1, now)).isFalse();

        one.putBack(hour, 1, now);

        assertThat(one.take(hour, 1, now)).isTrue();
        assertThat(one.take(hour, 1, now)).isFalse();
    }

    @Test
    void theNextHourHasItsOwn() {
        Allotment hour = allotment(3);
        assertThat(takenBy(one, hour)).isEqualTo(3);
        Instant before = clock.instant();

        clock.advance(Duration.ofHours(1));

        assertThat(takenBy(one, hour)).isEqualTo(3);
        one.putBack(hour, 1, before);
        assertThat(one.take(hour, 1, clock.instant())).isFalse();
    }

    @Test
    void pricesOfDifferentSizeFillItToTheLastUnit() {
        Allotment hour = allotment(100);
        Instant now = clock.instant();
        assertThat(one.take(hour, 70, now)).isTrue();
        assertThat(other.take(hour, 40, now)).isFalse();
        assertThat(other.take(hour, 30, now)).isTrue();
        assertThat(one.take(hour, 1, now)).isFalse();
    }

    @Test
    void aCountryGetsThreeTimesItsUsualDayAndAtLeastTheLeast() throws SQLException {
        Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        // Half of the fourteen days had 40 sends, the others none: the median is 20.
        for (int day = 1; day <= 14; day += 2) {
            noteSends("XA", today.minus(Duration.ofDays(day)), 25);
            noteSends("XA", today.minus(Duration.ofDays(day)).plus(Duration.ofHours(23)), 15);
        }
        noteSends("XA", today, 1_000_000);
        noteSends("XA", today.minus(Duration.ofDays(15)), 1_000_000);

        assertThat(takenBy(one, Allotment.ofCountry("XA", null, 10))).isEqualTo(60);
        assertThat(takenBy(one, Allotment.ofCountry("XB", null, 10))).isEqualTo(10);
        assertThat(takenBy(one, Allotment.ofCountry("XC", 7L, 10))).isEqualTo(7);
    }

    private static void noteSends(String country, Instant at, int sends) throws SQLException {
        try (Connection connection = Databases.connect("otp");
                PreparedStatement statement = connection.prepareStatement("""
                        insert into tally values (?, ?, 'custom', 'partner', false, ?, 0, 0, 0, 0),
                            (?, ?, 'sign_in', 'identity', true, 1000, 0, 0, 0, 0)""")) {
            statement.setString(1, country);
            statement.setObject(2, at.atOffset(ZoneOffset.UTC));
            statement.setInt(3, sends);
            statement.setString(4, country);
            statement.setObject(5, at.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private Allotment allotment(long allowed) {
        return new Allotment(name, "spend", ChronoUnit.HOURS, allowed, null, 0);
    }

    private double part(Allotment allotment) {
        return ledger.usedPart(allotment, allotment.periodOf(clock.instant()));
    }

    private int takenBy(Leases replica, Allotment allotment) {
        int taken = 0;
        while (replica.take(allotment, 1, clock.instant())) {
            taken++;
        }
        return taken;
    }

    private interface Taking {
        boolean by(int thread);
    }

    private static List<Boolean> atOnce(int threads, Taking taking) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> calls = IntStream.range(0, threads)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        start.await();
                        return taking.by(i);
                    })
                    .toList();
            return pool.invokeAll(calls).stream().map(LeasingABudget::resultOf).toList();
        }
    }

    private static boolean resultOf(Future<Boolean> call) {
        try {
            return call.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
