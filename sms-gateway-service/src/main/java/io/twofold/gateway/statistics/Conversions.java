package io.twofold.gateway.statistics;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/** Codes that came back. */
@Singleton
class Conversions {

    private final AgroalDataSource database;

    Conversions(AgroalDataSource database) {
        this.database = database;
    }

    /** Marks the message whose code came back: the challenge's newest, since a newer code supersedes the older ones. */
    void mark(String challengeId, Instant verifiedAt) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        update delivery set converted_at = ?
                        where id = (select id from delivery where challenge_id = ? order by send desc limit 1)
                        and converted_at is null""")) {
            statement.setObject(1, verifiedAt.atOffset(ZoneOffset.UTC));
            statement.setString(2, challengeId);
            statement.executeUpdate();
        }
    }
}
