package io.twofold.otp.conversion;

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
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All suspensions. Those that ended are kept for a while, so that what led to them isn't held against a place again. */
@Singleton
class Suspensions {

    private static final Duration KEPT_FOR = Duration.ofDays(30);

    private final AgroalDataSource database;
    private final Clock clock;

    Suspensions(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Adds one, unless its scope is suspended already. */
    boolean add(Suspension suspension) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into suspension (id, scope, reason, began_at, until) values (?, ?, ?, ?, ?)
                        on conflict do nothing""")) {
            statement.setObject(1, suspension.id());
            statement.setString(2, suspension.scope());
            statement.setString(3, suspension.reason());
            statement.setObject(4, suspension.beganAt().atOffset(ZoneOffset.UTC));
            statement.setObject(5, suspension.until().atOffset(ZoneOffset.UTC));
            return statement.executeUpdate() == 1;
        }
    }

    /** Those that hold, the oldest first. */
    List<Suspension> holding() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select id, scope, reason, began_at, until from suspension
                        where ended_at is null order by began_at, scope""")) {
            return read(statement);
        }
    }

    /** Ends those whose time is over, and gives them. */
    List<Suspension> endOverdue(Instant now) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        update suspension set ended_at = until where ended_at is null and until <= ?
                        returning id, scope, reason, began_at, until""")) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            return read(statement);
        }
    }

    /** Ends one before its time; empty if there is none that holds. */
    Optional<Suspension> end(UUID id, String client, Instant now) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        update suspension set ended_at = ?, lifted_by = ? where id = ? and ended_at is null
                        returning id, scope, reason, began_at, until""")) {
            statement.setObject(1, now.atOffset(ZoneOffset.UTC));
            statement.setString(2, client);
            statement.setObject(3, id);
            return read(statement).stream().findFirst();
        }
    }

    /** The number of the next event about a suspension; after the change that it tells of, as that locks the scope. */
    long nextEvent() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select nextval('suspension_event')");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<Suspension> read(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            List<Suspension> found = new ArrayList<>();
            while (row.next()) {
                found.add(new Suspension(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getObject(5, OffsetDateTime.class).toInstant()));
            }
            return found;
        }
    }

    @Scheduled(every = "1h", delayed = "13m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("delete from suspension where ended_at < ?")) {
            statement.setObject(1, clock.instant().minus(KEPT_FOR).atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }
}
