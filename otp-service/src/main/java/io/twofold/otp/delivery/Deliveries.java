package io.twofold.otp.delivery;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The newest report on each send. There are no rules here but "the newer one counts", which the statement itself keeps. */
@Singleton
public class Deliveries {

    /**
     * What a reader of a challenge sees of a send.
     *
     * @param state how far it came: "sent", "delivered", "undelivered" or "failed"
     */
    public record Status(
            int send,
            String state,
            String provider,
            @Nullable String reason,
            Instant occurredAt) {}

    private final AgroalDataSource database;

    Deliveries(AgroalDataSource database) {
        this.database = database;
    }

    /** Keeps a report, unless a newer one is there or the challenge is gone. */
    void record(DeliveryReport report) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into delivery (challenge_id, send, state, provider, reason, occurred_at, version)
                        select id, ?, ?, ?, ?, ?, ? from challenge where id = ?
                        on conflict (challenge_id, send) do update set
                            state = excluded.state, provider = excluded.provider, reason = excluded.reason,
                            occurred_at = excluded.occurred_at, version = excluded.version
                        where delivery.version < excluded.version""")) {
            statement.setInt(1, report.send());
            statement.setString(2, report.state());
            statement.setString(3, report.provider());
            statement.setString(4, report.reason());
            statement.setObject(5, report.occurredAt().atOffset(ZoneOffset.UTC));
            statement.setLong(6, report.version());
            statement.setObject(7, report.challengeId());
            statement.executeUpdate();
        }
    }

    /** The reports on a challenge's sends, the first send first. A send without one is still with the gateway. */
    public List<Status> of(UUID challengeId) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select send, state, provider, reason, occurred_at from delivery
                        where challenge_id = ? order by send""")) {
            statement.setObject(1, challengeId);
            try (ResultSet row = statement.executeQuery()) {
                List<Status> reports = new ArrayList<>();
                while (row.next()) {
                    reports.add(new Status(
                            row.getInt(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getObject(5, OffsetDateTime.class).toInstant()));
                }
                return reports;
            }
        }
    }
}
