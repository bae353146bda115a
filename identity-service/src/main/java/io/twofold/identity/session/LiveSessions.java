package io.twofold.identity.session;

import io.agroal.api.AgroalDataSource;
import io.twofold.kit.problem.UnavailableException;
import io.twofold.kit.token.SessionCheck;
import io.twofold.kit.token.UserToken;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;

/** Looks a session up on every call: one read by primary key, no entity, no transaction. */
@Singleton
public class LiveSessions implements SessionCheck {

    private static final String QUERY = "select 1 from session where id = ? and account_id = ? and idle_expires_at > ?";

    private final AgroalDataSource database;
    private final Clock clock;

    LiveSessions(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean isLive(UserToken token) {
        return isLive(token.sessionId(), token.accountId());
    }

    /** Whether an account's session stands. */
    public boolean isLive(UUID sessionId, UUID accountId) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(QUERY)) {
            statement.setObject(1, sessionId);
            statement.setObject(2, accountId);
            statement.setTimestamp(3, Timestamp.from(clock.instant()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new UnavailableException("database", e);
        }
    }
}
