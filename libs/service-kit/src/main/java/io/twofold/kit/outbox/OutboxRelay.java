package io.twofold.kit.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import io.twofold.events.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands the outbox's rows to Kafka, the oldest first, a batch in flight at a time.
 *
 * <p>One relay works per database: it holds a session-level advisory lock on a connection of its own, and the lock goes
 * with the connection when the process dies. Rows are deleted, not marked, so that a row committed late, with an early
 * position, is found all the same. The producer is idempotent, waits for all in-sync replicas and never gives up what it
 * accepted; where it accepts a row no more, nothing later is sent, and a new producer begins again with that row. So
 * nothing overtakes, whatever goes wrong. Only a row that no repetition would get through is set aside, in its place.
 */
@Startup
@Singleton
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
    private static final long LOCK = 0x74776f666f6c64L; // "twofold"

    /**
     * Rows are found by position: the planner, for whom the table is empty, would read it whole each time, with all that is
     * deleted and not yet vacuumed. And no commit waits for the disk: where a crash of the database undoes it, what it deleted
     * is published once more.
     */
    private static final String SETTINGS = "set enable_seqscan = off; set synchronous_commit = off";

    private static final String RESET =
            "select pg_advisory_unlock_all(); reset enable_seqscan; reset synchronous_commit";

    /**
     * So many deleted rows are swept up at once: each look passes over their entries in the index, and autovacuum comes once a
     * minute only.
     */
    private static final int SWEPT_AT_ONCE = 2_000;

    private static final String SWEEP = "vacuum (skip_locked, index_cleanup on, truncate off) outbox";

    /** Of payloads and headers in a batch, so that a thousand of the largest rows fit into the memory too. */
    private static final int BATCH_BYTES = 8 << 20;

    private static final int PRODUCER_BYTES = 2 * BATCH_BYTES;

    private final AgroalDataSource database;
    private final RelaySignal signal;
    private final OutboxConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<String, Object> kafka;
    private final Timer commitToKafka;
    private final Counter published;
    private final Counter refused;
    private final Thread thread;

    private volatile boolean running = true;
    private int unswept;

    private record Row(long position, Instant time, ProducerRecord<String, byte[]> message, String headers) {
        String topic() {
            return message.topic();
        }
    }

    OutboxRelay(
            AgroalDataSource database,
            RelaySignal signal,
            OutboxConfig config,
            ObjectMapper json,
            Clock clock,
            MeterRegistry meters,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.database = database;
        this.signal = signal;
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.kafka = kafka;
        this.published = Counter.builder("twofold.outbox.published")
                .description("Events acknowledged by Kafka")
                .register(meters);
        this.refused = Counter.builder("twofold.outbox.refused")
                .description("Rows set aside because Kafka will never take them")
                .register(meters);
        this.commitToKafka = Timer.builder("twofold.outbox.delay")
                .description("From the fact being recorded to Kafka's acknowledgement")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
        this.thread = Thread.ofPlatform().name("outbox-relay").daemon().unstarted(this::run);
        if (config.relay()) {
            thread.start();
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        running = false;
        signal.raise();
        if (config.relay() && !thread.join(Duration.ofSeconds(1))) {
            thread.interrupt();
            thread.join(Duration.ofSeconds(4));
        }
    }

    private void run() {
        while (running) {
            try {
                relayIfAlone();
            } catch (InterruptedException | InterruptException _) {
                return;
            } catch (SQLException | KafkaException | ExecutionException e) {
                LOG.warnf("Outbox relay pauses: %s", nameOf(e));
            } catch (Throwable e) {
                LOG.error("Outbox relay stumbled", e);
            }
            pause();
        }
    }

    private void relayIfAlone() throws SQLException, ExecutionException, InterruptedException {
        try (Connection connection = database.getConnection()) {
            if (!tryLock(connection)) {
                return;
            }
            try {
                execute(connection, SETTINGS);
                relayUntilTrouble(connection);
            } finally {
                giveBack(connection);
            }
        }
    }

    private void relayUntilTrouble(Connection connection)
            throws SQLException, ExecutionException, InterruptedException {
        KafkaProducer<String, byte[]> producer = newProducer();
        try {
            while (running) {
                List<Row> batch = oldest(connection);
                if (batch.isEmpty()) {
                    signal.await(config.pollInterval());
                    continue;
                }
                publish(connection, producer, batch);
                sweep(connection);
            }
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private void publish(Connection connection, KafkaProducer<String, byte[]> producer, List<Row> batch)
            throws SQLException, ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
        for (Row row : batch) {
            Future<RecordMetadata> answer = send(producer, row);
            sent.add(answer);
            if (answer.state() == Future.State.FAILED) {
                break; // what comes after it would overtake it
            }
        }
        producer.flush();
        int taken = 0;
        ExecutionException failure = null;
        while (taken < sent.size() && failure == null) {
            failure = failureOf(sent.get(taken));
            if (failure == null) {
                taken++;
            }
        }
        List<Row> acknowledged = batch.subList(0, taken);
        delete(connection, acknowledged);
        unswept += taken;
        Instant now = clock.instant();
        acknowledged.forEach(row -> commitToKafka.record(Duration.between(row.time(), now)));
        published.increment(taken);
        if (failure == null) {
            return;
        }
        Row row = batch.get(taken);
        if (!isForGood(failure, row)) {
            throw failure;
        }
        setAside(connection, row, nameOf(failure));
    }

    private Future<RecordMetadata> send(KafkaProducer<String, byte[]> producer, Row row) {
        try {
            json.readValue(row.headers(), HEADERS)
                    .forEach((name, value) -> row.message().headers().add(name, value.getBytes(UTF_8)));
        } catch (JsonProcessingException e) {
            return CompletableFuture.failedFuture(e);
        }
        return producer.send(row.message());
    }

    private static @Nullable ExecutionException failureOf(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            sent.get();
            return null;
        } catch (ExecutionException e) {
            return e;
        }
    }

    /**
     * Whether no repetition helps: the row itself is the trouble. A dead letter whose topic is missing or closed holds facts
     * back for the acceptance time-out once, not for good; a fact's own topic is waited for.
     */
    private static boolean isForGood(ExecutionException failure, Row row) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException
                    || cause instanceof InvalidRecordException
                    || cause instanceof JsonProcessingException) {
                return true;
            }
            if (Topic.isDeadLetter(row.topic())
                    && (cause instanceof UnknownTopicOrPartitionException
                            || cause instanceof TopicAuthorizationException)) {
                return true;
            }
        }
        return false;
    }

    private void setAside(Connection connection, Row row, String reason) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update outbox set refused = ? where position = ?")) {
            statement.setString(1, reason);
            statement.setLong(2, row.position());
            statement.executeUpdate();
        }
        refused.increment();
        LOG.errorf("outbox position=%d topic=%s is set aside: %s", row.position(), row.topic(), reason);
    }

    /** Where it fails it isn't tried again with the next batch: it is never as urgent as that. */
    private void sweep(Connection connection) throws SQLException {
        if (unswept >= SWEPT_AT_ONCE) {
            unswept = 0;
            execute(connection, SWEEP);
        }
    }

    private List<Row> oldest(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select position, timestamp, aggregatetype, aggregateid, payload, headers
                from (
                    select *, sum(coalesce(octet_length(payload), 0) + octet_length(headers)) over (
                        order by position rows between unbounded preceding and 1 preceding) as bytes_before
                    from (select * from outbox where refused is null order by position limit ?) as oldest
                ) as batch
                where coalesce(bytes_before, 0) < ?
                order by position""")) {
            statement.setInt(1, config.batchSize());
            statement.setInt(2, BATCH_BYTES);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(
                            row.getLong(1),
                            row.getTimestamp(2).toInstant(),
                            new ProducerRecord<>(row.getString(3), row.getString(4), row.getBytes(5)),
                            row.getString(6)));
                }
            }
        }
        return rows;
    }

    private static void delete(Connection connection, List<Row> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("delete from outbox where position = any (?)")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", rows.stream().map(Row::position).toArray()));
            statement.executeUpdate();
        }
    }

    private static boolean tryLock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Before the connection goes back to the pool, where lock and settings would live on: with them it ends. */
    private static void giveBack(Connection connection) throws SQLException {
        try {
            execute(connection, RESET);
        } catch (SQLException _) {
            connection.abort(Runnable::run);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As {@code kafka.*} leads every client to the brokers, with what the relay's promises rest on. */
    private KafkaProducer<String, byte[]> newProducer() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "outbox-relay");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // An accepted row that ran out of time would be overtaken by the next.
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, config.acceptanceTimeout().toMillis());
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) PRODUCER_BYTES);
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    private static String nameOf(Exception thrown) {
        Throwable told = thrown instanceof ExecutionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return told.getClass().getSimpleName();
    }

    private void pause() {
        try {
            if (running) {
                Thread.sleep(config.retryInterval());
            }
        } catch (InterruptedException _) {
            running = false;
        }
    }
}
