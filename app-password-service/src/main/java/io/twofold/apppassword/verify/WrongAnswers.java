package io.twofold.apppassword.verify;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import io.twofold.kit.sealing.Fingerprinter;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong answers per user name and address, over all replicas, in a sliding window: the limit holds for every five
 * minutes one might pick. Existing and unknown names are counted alike; who they are is kept as a fingerprint only.
 */
@Singleton
class WrongAnswers {

    /** The time of the wrong answer that has to leave the window before the next one counts; null if none has to. */
    private static final String OLDEST = "select times[cardinality(times) - ? + 1] from wrong_answers where who = ?";

    /** Appends a time, keeps the latest few; does nothing if those are all within the window. Atomic by the row's lock. */
    private static final String COUNT = """
            insert into wrong_answers as w (who, times) values (?, array[?::timestamptz])
            on conflict (who) do update set
                times = (w.times || excluded.times)[greatest(1, cardinality(w.times) + 2 - ?):]
            where coalesce(w.times[cardinality(w.times) - ? + 1] <= ?, true)""";

    private static final String PURGE = "delete from wrong_answers where times[cardinality(times)] <= ?";

    private final AgroalDataSource database;
    private final Fingerprinter fingerprinter;
    private final WrongAnswerConfig config;
    private final Clock clock;

    WrongAnswers(AgroalDataSource database, Fingerprinter fingerprinter, WrongAnswerConfig config, Clock clock) {
        this.database = database;
        this.fingerprinter = fingerprinter;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Counts one.
     *
     * @param username as compared
     * @param address where it came from, if that is known
     * @return empty if it was within the limit, else how long until one is again
     */
    Optional<Duration> count(String username, @Nullable String address) throws SQLException {
        byte[] who = fingerprinter.of("wrong-answers", (address == null ? "" : address) + '\n' + username);
        Instant now = clock.instant();
        Instant windowStart = now.minus(config.window());
        try (Connection connection = database.getConnection()) {
            while (true) {
                // A look first: a flood of wrong answers then costs reads, no writes.
                Instant oldest = oldest(connection, who);
                if (oldest != null && oldest.isAfter(windowStart)) {
                    return Optional.of(Duration.between(windowStart, oldest));
                }
                if (add(connection, who, now, windowStart)) {
                    return Optional.empty();
                }
                // Others filled the window in between: the next look finds it so.
            }
        }
    }

    private @Nullable Instant oldest(Connection connection, byte[] who) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OLDEST)) {
            statement.setInt(1, config.limit());
            statement.setBytes(2, who);
            try (ResultSet row = statement.executeQuery()) {
                OffsetDateTime oldest = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
                return oldest == null ? null : oldest.toInstant();
            }
        }
    }

    private boolean add(Connection connection, byte[] who, Instant now, Instant windowStart) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
            statement.setBytes(1, who);
            statement.setObject(2, now.atOffset(ZoneOffset.UTC));
            statement.setInt(3, config.limit());
            statement.setInt(4, config.limit());
            statement.setObject(5, windowStart.atOffset(ZoneOffset.UTC));
            return statement.executeUpdate() == 1;
        }
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(PURGE)) {
            statement.setObject(1, clock.instant().minus(config.window()).atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }
}
