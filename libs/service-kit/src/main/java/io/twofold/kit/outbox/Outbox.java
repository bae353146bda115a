package io.twofold.kit.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.twofold.events.CloudEventHeaders;
import io.twofold.events.Envelope;
import io.twofold.events.Event;
import io.twofold.events.EventJson;
import io.twofold.kit.ambient.Ids;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where facts are written down, in the transaction that makes them true. */
@Singleton
public class Outbox {

    private static final String INSERT = """
            insert into outbox (id, aggregatetype, aggregateid, type, payload, timestamp, headers)
            values (?, ?, ?, ?, ?, ?, ?)""";

    private final AgroalDataSource database;
    private final TransactionSynchronizationRegistry transaction;
    private final RelaySignal relay;
    private final ObjectMapper json;
    private final Clock clock;
    private final Ids ids;

    Outbox(
            AgroalDataSource database,
            TransactionSynchronizationRegistry transaction,
            RelaySignal relay,
            ObjectMapper json,
            Clock clock,
            Ids ids) {
        this.database = database;
        this.transaction = transaction;
        this.relay = relay;
        this.json = json;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Records a fact. It is published after the surrounding transaction has committed, and never if it rolls back.
     * Facts about one aggregate are published in the order they were recorded, provided that whoever changes the
     * aggregate holds its row's lock.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void publish(Event fact, Subject subject) {
        UUID id = ids.next();
        Envelope<Event> envelope = Envelope.of(
                id.toString(),
                subject.id(),
                subject.accountId(),
                clock.instant(),
                subject.version(),
                traceparent(),
                fact);
        add(
                id,
                envelope.topic().topicName(),
                envelope.key(),
                envelope.type(),
                EventJson.write(fact),
                envelope.time(),
                CloudEventHeaders.of(envelope));
    }

    /**
     * Sends a record that a consumer can't digest to a dead-letter topic, by the same road. Key and payload stay as they
     * came, save that a key loses the character U+0000, which PostgreSQL doesn't keep.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void forward(String topic, @Nullable String key, byte @Nullable [] payload, Map<String, String> headers) {
        add(
                ids.next(),
                topic,
                key == null ? null : withoutNul(key),
                withoutNul(headers.getOrDefault(CloudEventHeaders.TYPE, "unknown")),
                payload,
                clock.instant(),
                headers);
    }

    private static String withoutNul(String text) {
        return text.replace("\0", "");
    }

    private void add(
            UUID id,
            String topic,
            @Nullable String key,
            String type,
            byte @Nullable [] payload,
            Instant time,
            Map<String, String> headers) {
        if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("A fact needs the transaction that makes it true");
        }
        // Inside a transaction the pool gives the transaction's own connection.
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, id);
            statement.setString(2, topic);
            statement.setString(3, key);
            statement.setString(4, type);
            statement.setBytes(5, payload);
            statement.setTimestamp(6, Timestamp.from(time));
            statement.setString(7, new String(json.writeValueAsBytes(headers), UTF_8));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new OutboxException(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Headers are a map of strings", e);
        }
        transaction.registerInterposedSynchronization(new WakeRelay());
    }

    private static @Nullable String traceparent() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : null;
    }

    private final class WakeRelay implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                relay.raise();
            }
        }
    }
}
