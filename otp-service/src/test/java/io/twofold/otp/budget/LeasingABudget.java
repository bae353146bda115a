package io.twofold.otp.budget;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.twofold.kit.problem.UnavailableException;
import io.twofold.otp.OtpTest;
import io.twofold.testing.Databases;
import io.twofold.testing.MutableClock;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By two replicas, of which each knows its own leases only. */
@OtpTest
class LeasingABudget {

    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name = "test:" + UUID.randomUUID();

    @Inject
    Ledger ledger;

    @Inject
    AgroalDataSource database;

    @Inject
    MutableClock clock;

    private Leases one;
    private Leases other;

    @BeforeEach
    void start() {
        // No test here is about the hour's end, but those that let it come.
        clock.set(clock.instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1)));
        one = new Leases(ledger, clock, PATIENCE);
        other = new Leases(ledger, clock, PATIENCE);
    }

    @Test
    void fiftyTooManyAtOnceGetExactlyWhatThereIs() throws Exception {
        Allotment hour = allotment(180);

        List<Boolean> taken = atOnce(230, i -> takes(i % 2 == 0 ? one : other, hour, 1));

        assertThat(taken).filteredOn(Boolean::booleanValue).hasSize(180);
    }

    @Test
    void blocksAreBigAtFirstAndNothingIsOverdrawnOrLost() throws Exception {
        Allotment hour = allotment(5_000);
        AtomicInteger taken = new AtomicInteger();

        atOnce(64, i -> {
            while (takes(i % 2 == 0 ? one : other, hour, 1)) {
                taken.incrementAndGet();
            }
            return true;
        });

        assertThat(taken).hasValue(5_000);
    }

    @Test
    void mostSendsAskNobody() {
        Allotment hour = allotment(10_000);
        assertThat(takes(one, hour, 1)).isTrue();
        assertThat(part(hour)).isEqualTo(0.01);
        for (int i = 1; i < 100; i++) {
            takes(one, hour, 1);
        }
        assertThat(part(hour)).isEqualTo(0.01);
    }

    @Test
    void aReplicaThatIsKilledTakesItsBlockWithItAndNoMore() {
        Allotment hour = allotment(10_000);
        takes(one, hour, 1);

        assertThat(takenBy(other, hour)).isEqualTo(9_900);
    }

    @Test
    void aReplicaThatStopsLeavesTheRestToOthers() {
        Allotment hour = allotment(10_000);
        takes(one, hour, 1);

        one.returnAll();

        assertThat(takenBy(other, hour)).isEqualTo(9_999);
    }

    @Test
    void soDoesOneThatHasNothingToSend() {
        Allotment hour = allotment(10_000);
        takes(one, hour, 1);
        clock.advance(FIVE_SECONDS.minusMillis(1));
        one.returnIdle();
        assertThat(part(hour)).isEqualTo(0.01);

        clock.advance(Duration.ofMillis(1));
        one.returnIdle();

        assertThat(part(hour)).isEqualTo(0.0001);
    }

    @Test
    void soDoesOneThatHasTooLittleForItsSends() {
        Allotment hour = allotment(130);
        takes(one, hour, 30);
        one.putBack(hour, 30, periodOf(hour));
        takes(other, hour, 100);
        clock.advance(FIVE_SECONDS.minusMillis(1));
        assertThat(takes(one, hour, 100)).isFalse();
        clock.advance(Duration.ofMillis(1));

        one.returnIdle();

        assertThat(takes(other, hour, 30)).isTrue();
    }

    @Test
    void whatIsPutBackIsThereForTheNext() {
        Allotment hour = allotment(3);
        for (int i = 0; i < 3; i++) {
            takes(one, hour, 1);
        }
        assertThat(takes(one, hour, 1)).isFalse();

        one.putBack(hour, 1, periodOf(hour));

        assertThat(takes(one, hour, 1)).isTrue();
        assertThat(takes(one, hour, 1)).isFalse();
    }

    @Test
    void theNextHourHasItsOwn() {
        Allotment hour = allotment(3);
        assertThat(takenBy(one, hour)).isEqualTo(3);
        Instant before = periodOf(hour);

        clock.advance(Duration.ofHours(1));

        assertThat(takenBy(one, hour)).isEqualTo(3);
        one.putBack(hour, 1, before);
        assertThat(takes(one, hour, 1)).isFalse();
    }

    @Test
    void whatIsTakenAcrossTheHourIsTakenFromTheNewOne() {
        Allotment hour = allotment(3);
        Instant before = clock.instant();
        clock.advance(Duration.ofHours(1));
        takes(one, hour, 2);

        assertThat(one.take(hour, 1, before)).contains(periodOf(hour));

        assertThat(takes(one, hour, 1)).isFalse();
        one.putBack(hour, 1, periodOf(hour));
        assertThat(takes(one, hour, 1)).isTrue();
    }

    @Test
    void nobodyWaitsLongForOneThatLeases() throws Exception {
        one = new Leases(ledger, clock, Duration.ofMillis(200));
        Allotment hour = allotment(100);
        assertThat(takes(one, hour, 1)).isTrue();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor();
                Connection connection = Databases.connect("otp")) {
            connection.setAutoCommit(false);
            lockRow(connection);

            List<Future<Boolean>> sends = Stream.generate(() -> pool.submit(() -> takes(one, hour, 1)))
                    .limit(2)
                    .toList();
            await().atMost(10, SECONDS).until(() -> sends.stream().anyMatch(Future::isDone));
            Future<Boolean> impatient =
                    sends.stream().filter(Future::isDone).findFirst().orElseThrow();
            assertThatThrownBy(impatient::get).hasCauseInstanceOf(UnavailableException.class);
            one.putBack(hour, 1, periodOf(hour));
            assertThat(takes(one, hour, 1)).isTrue();

            connection.rollback();
            assertThat(sends.stream().filter(send -> send != impatient).map(LeasingABudget::resultOf))
                    .containsExactly(true);
        }
    }

    private void lockRow(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select from budget where name = ? for update")) {
            statement.setString(1, name);
            statement.execute();
        }
    }

    @Test
    void whatIsUsedUpIsNotAskedForByEverySend() {
        Allotment hour = allotment(3);
        takenBy(one, hour);
        ledger.giveBack(hour, periodOf(hour), 1);
        assertThat(takes(one, hour, 1)).isFalse();

        clock.advance(Duration.ofMillis(200));

        assertThat(takes(one, hour, 1)).isTrue();
    }

    @Test
    void whatMayHaveBeenGivenBackIsNotUsed() {
        Allotment hour = allotment(10_000);
        Leases unlucky = new Leases(new LosingAnswers(database, clock), clock, PATIENCE);
        assertThat(takes(unlucky, hour, 1)).isTrue();

        unlucky.returnAll();

        assertThat(takenBy(unlucky, hour) + takenBy(other, hour)).isEqualTo(9_999);
    }

    /** Whoever gives back never hears that it was taken. */
    private static final class LosingAnswers extends Ledger {

        LosingAnswers(AgroalDataSource database, Clock clock) {
            super(database, clock);
        }

        @Override
        void giveBack(Allotment allotment, Instant period, long amount) {
            super.giveBack(allotment, period, amount);
            throw new IllegalStateException("The answer was lost");
        }
    }

    @Test
    void aSendLacksWhatItNeedsUntilAllOfItIsThere() {
        Instant now = clock.instant();
        Allotment hour = new Allotment(name, "spend", ChronoUnit.HOURS, 0L, null, 0);
        Allotment day = new Allotment(name + ":day", "spend", ChronoUnit.DAYS, 0L, null, 0);
        try (Reservation reservation = new Reservation(one, "US", "sms", true, now)) {
            reservation.add(hour, 1);
            reservation.add(day, 1);
            assertThat(reservation.shortage()).contains(new Shortage("spend", day.endOf(day.periodOf(now))));
        }
    }

    @Test
    void whatIsAllowedIsWhatTheSettingSaysNow() {
        takes(one, allotment(10_000), 1);
        assertThat(part(allotment(1_000))).isEqualTo(0.1);
    }

    @Test
    void pricesOfDifferentSizeFillItToTheLastUnit() {
        Allotment hour = allotment(100);
        assertThat(takes(one, hour, 70)).isTrue();
        assertThat(takes(other, hour, 40)).isFalse();
        assertThat(takes(other, hour, 30)).isTrue();
        assertThat(takes(one, hour, 1)).isFalse();
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

    private Instant periodOf(Allotment allotment) {
        return allotment.periodOf(clock.instant());
    }

    private double part(Allotment allotment) {
        return ledger.usedPart(allotment, periodOf(allotment));
    }

    private boolean takes(Leases replica, Allotment allotment, long amount) {
        return replica.take(allotment, amount, clock.instant()).isPresent();
    }

    private int takenBy(Leases replica, Allotment allotment) {
        int taken = 0;
        while (takes(replica, allotment, 1)) {
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
