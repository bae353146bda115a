package io.twofold.kit.outbox;

import io.agroal.api.AgroalDataSource;
import io.twofold.events.Topic;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What was committed and isn't in Kafka yet. */
@Singleton
public class Backlog {

    private final AgroalDataSource database;
    private final OutboxConfig config;

    Backlog(AgroalDataSource database, OutboxConfig config) {
        this.database = database;
        this.config = config;
    }

    /**
     * A fact on its way.
     *
     * @param id the event's
     * @param since when it was recorded
     */
    public record Waiting(UUID id, Instant since) {}

    /** The next one for a topic; empty if there is none, and where another relay than ours knows what it has read. */
    public Optional<Waiting> first(Topic topic) {
        if (!config.relay()) {
            return Optional.empty();
        }
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select id, timestamp from outbox where aggregatetype = ? and refused is null
                        order by position limit 1""")) {
            statement.setString(1, topic.topicName());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Waiting(
                                row.getObject(1, UUID.class),
                                row.getTimestamp(2).toInstant()))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Outbox not read", e);
        }
    }
}
