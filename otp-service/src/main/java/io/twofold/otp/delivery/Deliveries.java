package io.twofold.otp.delivery;

import io.agroal.api.AgroalDataSource;
import io.twofold.otp.limit.Receipt;
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
import java.util.Optional;
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

    /**
     * How a report changes what is known of a send.
     *
     * @param reached 1 if a provider has taken it, -1 if that turns out to have led nowhere
     * @param undelivered 1 if it came to nothing, -1 if it hasn't after all
     */
    record Turn(int reached, int undelivered) {

        private static final Turn NONE = new Turn(0, 0);

        static Turn from(@Nullable String before, String now) {
            return new Turn(taken(now) - taken(before), lost(now) - lost(before));
        }

        boolean isOne() {
            return !equals(NONE);
        }

        private static int taken(@Nullable String state) {
            return "sent".equals(state) || "delivered".equals(state) ? 1 : 0;
        }

        private static int lost(@Nullable String state) {
            return "failed".equals(state) || "undelivered".equals(state) ? 1 : 0;
        }
    }

    private final AgroalDataSource database;

    Deliveries(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Keeps a report, unless a newer one is there or the challenge is gone.
     *
     * @return what it says that those before didn't
     */
    Turn record(DeliveryReport report) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into delivery (challenge_id, send, state, provider, reason, occurred_at, version)
                        select id, ?, ?, ?, ?, ?, ? from challenge where id = ?
                        on conflict (challenge_id, send) do update set
                            state = excluded.state, provider = excluded.provider, reason = excluded.reason,
                            occurred_at = excluded.occurred_at, version = excluded.version
                        where delivery.version < excluded.version
                        returning old.state""")) {
            statement.setInt(1, report.send());
            statement.setString(2, report.state());
            statement.setString(3, report.provider());
            statement.setString(4, report.reason());
            statement.setObject(5, report.occurredAt().atOffset(ZoneOffset.UTC));
            statement.setLong(6, report.version());
            statement.setObject(7, report.challengeId());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Turn.from(row.getString(1), report.state()) : Turn.NONE;
            }
        }
    }

    /** What the limits counted a send as; empty if the challenge is gone, or its binding's time was over since. */
    Optional<Receipt> receipt(UUID challengeId, int send) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select receipts[cardinality(receipts) - send + ?] from challenge where id = ?""")) {
            statement.setInt(1, send);
            statement.setObject(2, challengeId);
            try (ResultSet row = statement.executeQuery()) {
                byte[] sealed = row.next() ? row.getBytes(1) : null;
                return Optional.ofNullable(sealed).map(Receipt::ofBytes).filter(receipt -> !receipt.isNone());
            }
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
