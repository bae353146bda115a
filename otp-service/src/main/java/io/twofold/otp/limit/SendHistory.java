package io.twofold.otp.limit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When messages went out, kept per counted thing in PostgreSQL: an array of timestamps, trimmed to the longest window.
 * Sliding windows over real timestamps are exact, and an allowance of 20 a day costs 20 timestamps, not 20 rows.
 *
 * <p>The function {@code take_send} (see the migration) decides all counters of a send in one round trip. It locks their
 * rows in the order of their keys until the surrounding transaction ends; if that rolls back, nothing was counted. So does
 * {@code verify_sends}, which takes sends out again.
 */
@Singleton
class SendHistory {

    /**
     * One allowance of one counted thing.
     *
     * @param key the fingerprint of what is counted
     */
    record Counter(Scope scope, Fingerprint key, Allowance allowance) {}

    /** A send under one key. */
    record Entry(Fingerprint key, Instant at) {}

    /** A keyed fingerprint, 32 bytes. */
    static final class Fingerprint {
        private final byte[] bytes;

        Fingerprint(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /** What was decided. */
    sealed interface Outcome {

        record Counted() implements Outcome {}

        record Refused(Scope scope, Instant freeAt) implements Outcome {}

        /** @param by the scope's word, "conversion", or what the caller withheld it by */
        record Suppressed(String by) implements Outcome {}
    }

    private static final Duration PURGED_AFTER = Duration.ofDays(1);
    private static final int PURGED_AT_A_TIME = 10_000;

    private final AgroalDataSource database;
    private final Clock clock;
    private final Duration longestWindow;

    SendHistory(AgroalDataSource database, Clock clock, LimitsConfig config) {
        this.database = database;
        this.clock = clock;
        this.longestWindow = Arrays.stream(Scope.values())
                .flatMap(scope -> scope.allowances(config).stream())
                .map(Allowance::window)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /**
     * Counts a send by all counters or, if one has no room, by none; by all but the quiet ones if it is to be suppressed.
     *
     * @param withheldBy the budget that has no room, if one hasn't: then the send is suppressed at best
     */
    Outcome take(List<Counter> counters, Send send, Instant at, @Nullable String withheldBy) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select refused_by, free_at, suppressed_by
                        from take_send(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            byte[][] keys =
                    counters.stream().map(counter -> counter.key().bytes).toArray(byte[][]::new);
            Integer[] allowed = counters.stream()
                    .map(counter -> counter.allowance().sends())
                    .toArray(Integer[]::new);
            Double[] windows = counters.stream()
                    .map(counter -> counter.allowance().window().toMillis() / 1000.0)
                    .toArray(Double[]::new);
            String[] quiet = counters.stream()
                    .map(counter -> counter.scope().isQuiet() ? counter.scope().word() : null)
                    .toArray(String[]::new);
            statement.setArray(1, connection.createArrayOf("bytea", keys));
            statement.setArray(2, connection.createArrayOf("int4", allowed));
            statement.setArray(3, connection.createArrayOf("float8", windows));
            statement.setArray(4, connection.createArrayOf("text", quiet));
            statement.setObject(5, at.atOffset(ZoneOffset.UTC));
            statement.setString(6, send.number().country());
            statement.setString(7, send.prefix());
            statement.setString(8, send.purpose());
            statement.setString(9, send.client());
            statement.setBoolean(10, send.proven());
            statement.setString(11, withheldBy);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                OffsetDateTime freeAt = row.getObject(2, OffsetDateTime.class);
                if (freeAt != null) {
                    return new Outcome.Refused(counters.get(row.getInt(1) - 1).scope(), freeAt.toInstant());
                }
                return Optional.ofNullable(row.getString(3))
                        .<Outcome>map(Outcome.Suppressed::new)
                        .orElseGet(Outcome.Counted::new);
            }
        }
    }

    /**
     * Takes sends out of counters again, and notes which were verified.
     *
     * @param verified at least one, all of one client and to one number
     */
    void release(List<Entry> entries, List<CountedSend> verified) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select verify_sends(?, ?, ?, ?, ?, ?, ?, ?)")) {
            CountedSend one = verified.getFirst();
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bytea",
                            entries.stream().map(entry -> entry.key().bytes).toArray(byte[][]::new)));
            statement.setArray(
                    2, times(connection, entries.stream().map(Entry::at).toList()));
            statement.setArray(
                    3, times(connection, verified.stream().map(CountedSend::at).toList()));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "bool", verified.stream().map(CountedSend::isProven).toArray(Boolean[]::new)));
            statement.setString(5, one.country());
            statement.setString(6, one.prefix());
            statement.setString(7, one.purpose());
            statement.setString(8, one.client());
            statement.execute();
        }
    }

    private static Array times(Connection connection, List<Instant> times) throws SQLException {
        return connection.createArrayOf(
                "timestamptz",
                times.stream().map(at -> at.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new));
    }

    /** Notes what became of a message. */
    void noteDelivery(CountedSend send, int reached, int undelivered) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into send_fact (
                            minute, country, prefix, purpose, client, proven, reached, undelivered)
                        values (date_trunc('minute', ?::timestamptz), ?, ?, ?, ?, ?, ?, ?)""")) {
            statement.setObject(1, send.at().atOffset(ZoneOffset.UTC));
            statement.setString(2, send.country());
            statement.setString(3, send.prefix());
            statement.setString(4, send.purpose());
            statement.setString(5, send.client());
            statement.setBoolean(6, send.isProven());
            statement.setInt(7, reached);
            statement.setInt(8, undelivered);
            statement.executeUpdate();
        }
    }

    /** Some at a time, so that a day's worth of counters is never one long transaction. */
    @Scheduled(every = "1h", delayed = "9m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() throws SQLException {
        LocalDate oldest =
                LocalDate.ofInstant(clock.instant().minus(longestWindow).minus(PURGED_AFTER), ZoneOffset.UTC);
        int purged;
        do {
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement("""
                            delete from send_history where key in (
                                select key from send_history where last_day < ? limit ? for update skip locked)""")) {
                statement.setObject(1, oldest);
                statement.setInt(2, PURGED_AT_A_TIME);
                purged = statement.executeUpdate();
            }
        } while (purged == PURGED_AT_A_TIME);
    }
}
