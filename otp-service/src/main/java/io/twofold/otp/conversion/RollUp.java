package io.twofold.otp.conversion;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Sums up what happened to sends. Facts are deleted by the statement that adds them, so that a crash neither loses one nor
 * counts it twice; any replica does it, one at a time.
 */
@Singleton
class RollUp {

    private static final int AT_A_TIME = 5_000;

    private final AgroalDataSource database;

    RollUp(AgroalDataSource database) {
        this.database = database;
    }

    @Scheduled(
            every = "2s",
            delayed = "3s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void rollUp() throws SQLException {
        int added;
        do {
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement("select roll_up_facts(?)")) {
                statement.setInt(1, AT_A_TIME);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    added = row.getInt(1);
                }
            }
        } while (added == AT_A_TIME);
    }
}
