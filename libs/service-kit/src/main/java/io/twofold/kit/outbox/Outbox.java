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
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where facts are written down, in the transaction that makes them true. */
@Singleton
public class Outbox {

    /** In the order of the arrays, which the positions follow. */
    private static final String INSERT = """
            insert into outbox (id, aggregatetype, aggregateid, type, payload, timestamp, headers)
            select * from unnest(?, ?, ?, ?, ?, ?, ?)""";

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
     * Records a fact. It is written with the others of the surrounding transaction, just before that commits, published after
     * it has, and never if it rolls back. Facts about one aggregate are published in the order they were recorded, provided that
     * whoever changes the aggregate holds its row's lock.
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
        try {
            String text = new String(json.writeValueAsBytes(headers), UTF_8);
            ofThisTransaction().add(id, topic, key, type, payload, time, text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Headers are a map of strings", e);
        }
    }

    /** The facts of the transaction at hand, which it writes in one go before it commits. */
    private Facts ofThisTransaction() {
        if (transaction.getResource(this) instanceof Facts facts) {
            return facts;
        }
        Facts facts = new Facts();
        transaction.putResource(this, facts);
        transaction.registerInterposedSynchronization(facts);
        return facts;
    }

    private static @Nullable String traceparent() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex()
                : null;
    }

    private final class Facts implements Synchronization {

        private final List<UUID> ids = new ArrayList<>();
        private final List<String> topics = new ArrayList<>();
        private final List<@Nullable String> keys = new ArrayList<>();
        private final List<String> types = new ArrayList<>();
        private final List<byte @Nullable []> payloads = new ArrayList<>();
        private final List<Instant> times = new ArrayList<>();
        private final List<String> headers = new ArrayList<>();
        private boolean written;

        void add(
                UUID id,
                String topic,
                @Nullable String key,
                String type,
                byte @Nullable [] payload,
                Instant time,
                String header) {
            if (written) {
                throw new IllegalStateException("The facts of this transaction are written");
            }
            ids.add(id);
            topics.add(topic);
            keys.add(key);
            types.add(type);
            payloads.add(payload);
            times.add(time);
            headers.add(header);
        }

        @Override
        public void beforeCompletion() {
            written = true;
            // Inside a transaction the pool gives the transaction's own connection.
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement(INSERT)) {
                set(statement, 1, "uuid", ids.toArray());
                set(statement, 2, "text", topics.toArray());
                set(statement, 3, "text", keys.toArray());
                set(statement, 4, "text", types.toArray());
                set(statement, 5, "bytea", payloads.toArray(byte[][]::new));
                set(statement, 6, "timestamptz", times.toArray());
                set(statement, 7, "text", headers.toArray());
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new OutboxException(e);
            }
        }

        private static void set(PreparedStatement statement, int place, String type, Object[] values)
                throws SQLException {
            statement.setArray(place, statement.getConnection().createArrayOf(type, values));
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                relay.raise();
            }
        }
    }
}
