package io.twofold.otp.budget;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** What is leased of each budget, in PostgreSQL. Each call commits by itself: none is made inside a transaction. */
@Singleton
class Ledger {

    private static final Duration KEPT_FOR = Duration.ofDays(2);

    private final AgroalDataSource database;
    private final Clock clock;

    Ledger(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Leases a block.
     *
     * @param needed at least so much
     * @param wanted rather so much, not less than needed
     * @return how much; 0 if there isn't enough
     */
    long lease(Allotment allotment, Instant period, long needed, long wanted) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select lease_budget(?, ?, ?, ?, ?, ?, ?)")) {
            statement.setString(1, allotment.name());
            statement.setObject(2, period.atOffset(ZoneOffset.UTC));
            statement.setLong(3, needed);
            statement.setLong(4, wanted);
            statement.setObject(5, allotment.fixed(), Types.BIGINT);
            statement.setString(6, allotment.country());
            statement.setLong(7, allotment.least());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("No lease of " + allotment.name(), e);
        }
    }

    void giveBack(Allotment allotment, Instant period, long amount) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update budget set taken = taken - ? where name = ? and period = ?")) {
            statement.setLong(1, amount);
            statement.setString(2, allotment.name());
            statement.setObject(3, period.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Lease of " + allotment.name() + " not given back", e);
        }
    }

    /** The part of a period's budget that is leased, 0 to 1; 0 if nothing was asked of it yet. */
    double usedPart(Allotment allotment, Instant period) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select taken::float8 / nullif(coalesce(?, allowed), 0) from budget
                        where name = ? and period = ?""")) {
            statement.setObject(1, allotment.fixed(), Types.BIGINT);
            statement.setString(2, allotment.name());
            statement.setObject(3, period.atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getDouble(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Budget not read", e);
        }
    }

    @Scheduled(every = "1h", delayed = "11m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("delete from budget where period < ?")) {
            statement.setObject(1, clock.instant().minus(KEPT_FOR).atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }
}
