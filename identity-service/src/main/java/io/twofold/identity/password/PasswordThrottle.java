package io.twofold.identity.password;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import io.twofold.kit.problem.UnavailableException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;

/**
 * Failed passwords in a row, per e-mail address (existing or not) or per known device: from the fifth on each brings a
 * wait, 1 s, 2 s, … 15 min, in which every password is wrong. Each outcome is one statement on one row, so however many
 * guesses come at once, no more are answered than may be; and right or wrong, the same row is written.
 */
@Singleton
class PasswordThrottle {

    private static final String FAILED = """
        insert into password_throttle as t (subject, failures, blocked_until, touched_at)
        values (?, 1, 'epoch', ?)
        on conflict (subject) do update set
            failures = t.failures + case when t.blocked_until > excluded.touched_at then 0 else 1 end,
            blocked_until = case
                when t.blocked_until > excluded.touched_at or t.failures + 1 < ? then t.blocked_until
                else excluded.touched_at
                    + make_interval(secs => least(? * power(2, least(t.failures + 1 - ?, 40)), ?)) end,
            touched_at = excluded.touched_at\
        """;

    private static final String SUCCEEDED = """
        insert into password_throttle as t (subject, failures, blocked_until, touched_at)
        values (?, 0, 'epoch', ?)
        on conflict (subject) do update set
            failures = case when t.blocked_until > excluded.touched_at then t.failures else 0 end,
            touched_at = excluded.touched_at
        returning blocked_until <= touched_at\
        """;

    /** Failures are forgotten when nobody tried for so long. */
    private static final Duration MEMORY = Duration.ofDays(7);

    private final AgroalDataSource database;
    private final PasswordConfig.Throttle config;
    private final Clock clock;

    PasswordThrottle(AgroalDataSource database, PasswordConfig config, Clock clock) {
        this.database = database;
        this.config = config.throttle();
        this.clock = clock;
    }

    /** Counts a failure, unless it happened during a wait: knocking doesn't make the wait longer. */
    void failed(byte[] subject) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(FAILED)) {
            statement.setBytes(1, subject);
            statement.setTimestamp(2, Timestamp.from(clock.instant()));
            statement.setInt(3, config.freeFailures());
            statement.setDouble(4, seconds(config.firstWait()));
            statement.setInt(5, config.freeFailures());
            statement.setDouble(6, seconds(config.longestWait()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new UnavailableException("database", e);
        }
    }

    /**
     * Forgets the failures, unless this happened during a wait.
     *
     * @return whether the right password counts
     */
    boolean succeeded(byte[] subject) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(SUCCEEDED)) {
            statement.setBytes(1, subject);
            statement.setTimestamp(2, Timestamp.from(clock.instant()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new UnavailableException("database", e);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    @Scheduled(every = "1h", delayed = "11m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("delete from password_throttle where touched_at < ?")) {
            statement.setTimestamp(1, Timestamp.from(clock.instant().minus(MEMORY)));
            statement.executeUpdate();
        }
    }
}
