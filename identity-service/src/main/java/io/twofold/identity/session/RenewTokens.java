package io.twofold.identity.session;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.kit.problem.UnavailableException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges a refresh token for new tokens. The token in use is replaced. The one before it is taken once more within a
 * few seconds, for a client whose answer was lost, and what was answered then is dead. Any other token that was once
 * good means that two parties have it: the session ends (RFC 9700 §4.14.2).
 *
 * <p>The usual case is one statement, which decides and writes under the row's lock; only what it refuses is looked into.
 */
@Singleton
public class RenewTokens {

    private static final Logger LOG = Logger.getLogger(RenewTokens.class);

    private static final String ROTATE = """
        update session s set
            previous_digest = ?,
            refresh_digest = ?,
            rotated_at = case when s.refresh_digest = ? then ? else s.rotated_at end,
            last_used_at = ?,
            idle_expires_at = least(s.absolute_expires_at,
                ?::timestamptz + make_interval(secs => case when s.on_trusted_device then ? else ? end))
        from account a
        where s.id = ? and a.id = s.account_id and s.idle_expires_at > ?
            and (s.refresh_digest = ? or s.previous_digest = ? and s.rotated_at > ?)
        returning s.account_id, a.email, s.client_id, s.auth_time, s.first_factor, s.second_factor,
            s.second_factor_at, s.absolute_expires_at\
        """;

    private final AgroalDataSource database;
    private final Accounts accounts;
    private final Sessions sessions;
    private final EndSessions endSessions;
    private final RefreshTokens refreshTokens;
    private final UserTokens userTokens;
    private final SessionConfig config;
    private final Clock clock;

    RenewTokens(
            AgroalDataSource database,
            Accounts accounts,
            Sessions sessions,
            EndSessions endSessions,
            RefreshTokens refreshTokens,
            UserTokens userTokens,
            SessionConfig config,
            Clock clock) {
        this.database = database;
        this.accounts = accounts;
        this.sessions = sessions;
        this.endSessions = endSessions;
        this.refreshTokens = refreshTokens;
        this.userTokens = userTokens;
        this.config = config;
        this.clock = clock;
    }

    /** Empty for a token that is no good, whatever the reason. */
    public Optional<SessionTokens> renew(String refreshToken) {
        return refreshTokens.recognise(refreshToken).flatMap(this::renew);
    }

    /** What a refresh token is good for, without using it; empty if for nothing. */
    public Optional<RefreshTokenState> look(String refreshToken) {
        return refreshTokens
                .recognise(refreshToken)
                .flatMap(token -> liveSessionOf(token).filter(session -> session.has(token)))
                .map(RenewTokens::state);
    }

    /** The session that a refresh token of any age belongs to, for ending it; empty if there is none. */
    public Optional<RefreshTokenState> sessionOf(String refreshToken) {
        return refreshTokens
                .recognise(refreshToken)
                .flatMap(this::liveSessionOf)
                .map(RenewTokens::state);
    }

    private Optional<Session> liveSessionOf(RefreshToken token) {
        return sessions.findByIdOptional(token.sessionId()).filter(session -> session.isLive(clock.instant()));
    }

    private static RefreshTokenState state(Session session) {
        return new RefreshTokenState(session.id(), session.accountId(), session.clientId(), session.idleExpiresAt());
    }

    private Optional<SessionTokens> renew(RefreshToken presented) {
        RefreshToken next = refreshTokens.next(presented.sessionId());
        Instant now = clock.instant();
        Optional<SessionTokens> renewed = rotate(presented, next, now);
        if (renewed.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> endIfReplayed(presented));
        }
        return renewed;
    }

    private Optional<SessionTokens> rotate(RefreshToken presented, RefreshToken next, Instant now) {
        Timestamp time = Timestamp.from(now);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(ROTATE)) {
            statement.setBytes(1, presented.digest());
            statement.setBytes(2, next.digest());
            statement.setBytes(3, presented.digest());
            statement.setTimestamp(4, time);
            statement.setTimestamp(5, time);
            statement.setTimestamp(6, time);
            statement.setDouble(7, seconds(config.trustedIdle()));
            statement.setDouble(8, seconds(config.otherIdle()));
            statement.setObject(9, presented.sessionId());
            statement.setTimestamp(10, time);
            statement.setBytes(11, presented.digest());
            statement.setBytes(12, presented.digest());
            statement.setTimestamp(13, Timestamp.from(now.minus(config.refreshRetry())));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(issue(row, next, now)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new UnavailableException("database", e);
        }
    }

    private SessionTokens issue(ResultSet row, RefreshToken next, Instant now) throws SQLException {
        Proof proof = new Proof(
                row.getTimestamp("auth_time").toInstant(),
                row.getString("first_factor"),
                row.getString("second_factor"),
                instant(row.getTimestamp("second_factor_at")));
        return userTokens.issue(
                row.getObject("account_id", UUID.class),
                row.getString("email"),
                row.getString("client_id"),
                proof,
                row.getTimestamp("absolute_expires_at").toInstant(),
                next,
                now);
    }

    /** A session that merely expired, or ended, has nothing to end. */
    private void endIfReplayed(RefreshToken presented) {
        Optional<Account> account =
                liveSessionOf(presented).map(Session::accountId).flatMap(accounts::lock);
        account.ifPresent(found -> {
            LOG.warnf("account=%s session=%s refresh token replayed", found.id(), presented.sessionId());
            endSessions.one(found, presented.sessionId(), EndReason.REFRESH_TOKEN_REPLAYED);
        });
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
