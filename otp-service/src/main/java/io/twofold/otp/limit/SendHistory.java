package io.twofold.otp.limit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
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

/**
 * When messages went out, kept per counted thing in PostgreSQL: an array of timestamps, trimmed to the longest window.
 * Sliding windows over real timestamps are exact, and an allowance of 20 a day costs 20 timestamps, not 20 rows.
 *
 * <p>The function {@code take_send} (see the migration) decides all counters of a send in one round trip. It locks their
 * rows in the order of their keys until the surrounding transaction ends; if that rolls back, nothing was counted.
 */
@Singleton
class SendHistory {

    /**
     * One allowance of one counted thing.
     *
     * @param key the fingerprint of what is counted
     */
    record Counter(Scope scope, Fingerprint key, Allowance allowance) {}

    /** A keyed fingerprint, 32 bytes. */
    static final class Fingerprint {
        private final byte[] bytes;

        Fingerprint(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    private static final Duration PURGED_AFTER = Duration.ofDays(1);

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

    /** Counts a send by all counters or, if one has no room, by none. */
    Optional<Refusal> take(List<Counter> counters, Instant at) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select refused_by, free_at from take_send(?, ?, ?, ?)")) {
            byte[][] keys =
                    counters.stream().map(counter -> counter.key().bytes).toArray(byte[][]::new);
            Integer[] allowed = counters.stream()
                    .map(counter -> counter.allowance().sends())
                    .toArray(Integer[]::new);
            Double[] windows = counters.stream()
                    .map(counter -> counter.allowance().window().toMillis() / 1000.0)
                    .toArray(Double[]::new);
            statement.setArray(1, connection.createArrayOf("bytea", keys));
            statement.setArray(2, connection.createArrayOf("int4", allowed));
            statement.setArray(3, connection.createArrayOf("float8", windows));
            statement.setObject(4, at.atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Scope scope = counters.get(row.getInt(1) - 1).scope();
                return Optional.of(new Refusal(
                        scope, row.getObject(2, OffsetDateTime.class).toInstant()));
            }
        }
    }

    @Scheduled(every = "1h", delayed = "9m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() throws SQLException {
        LocalDate oldest =
                LocalDate.ofInstant(clock.instant().minus(longestWindow).minus(PURGED_AFTER), ZoneOffset.UTC);
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("delete from send_history where last_day < ?")) {
            statement.setObject(1, oldest);
            statement.executeUpdate();
        }
    }
}
