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
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands the outbox's rows to Kafka, the oldest first, a batch in flight at a time.
 *
 * <p>One relay works per database: it holds a session-level advisory lock on a connection of its own, and the lock goes
 * with the connection when the process dies. Rows are deleted, not marked, so that a row committed late, with an early
 * position, is found all the same. The producer is idempotent and waits for all in-sync replicas; a batch that didn't go
 * through is sent again from its oldest unacknowledged row by a new producer.
 */
@Startup
@Singleton
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
    private static final long LOCK = 0x74776f666f6c64L; // "twofold"

    private final AgroalDataSource database;
    private final RelaySignal signal;
    private final OutboxConfig config;
    private final ObjectMapper json;
    private final Clock clock;
    private final String bootstrapServers;
    private final Timer commitToKafka;
    private final Counter published;
    private final Thread thread;

    private volatile boolean running = true;

    private record Row(long position, Instant time, ProducerRecord<String, byte[]> message) {}

    OutboxRelay(
            AgroalDataSource database,
            RelaySignal signal,
            OutboxConfig config,
            ObjectMapper json,
            Clock clock,
            MeterRegistry meters,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.database = database;
        this.signal = signal;
        this.config = config;
        this.json = json;
        this.clock = clock;
        this.bootstrapServers = bootstrapServers;
        this.published = Counter.builder("twofold.outbox.published")
                .description("Events acknowledged by Kafka")
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
        thread.join(Duration.ofSeconds(5));
    }

    private void run() {
        while (running) {
            try (Connection connection = database.getConnection()) {
                if (tryLock(connection)) {
                    relayUntilTrouble(connection);
                } else {
                    pause();
                }
            } catch (SQLException | KafkaException | ExecutionException e) {
                if (running) {
                    LOG.warnf("Outbox relay pauses: %s", e.getClass().getSimpleName());
                    pause();
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.error("Outbox relay stumbled", e);
                pause();
            }
        }
    }

    private void relayUntilTrouble(Connection connection)
            throws SQLException, ExecutionException, InterruptedException {
        try (KafkaProducer<String, byte[]> producer = newProducer()) {
            while (running) {
                List<Row> batch = oldest(connection);
                if (batch.isEmpty()) {
                    signal.await(config.pollInterval());
                    continue;
                }
                publish(connection, producer, batch);
            }
        } finally {
            unlock(connection);
        }
    }

    private void publish(Connection connection, KafkaProducer<String, byte[]> producer, List<Row> batch)
            throws SQLException, ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
        for (Row row : batch) {
            sent.add(producer.send(row.message()));
        }
        producer.flush();
        List<Row> acknowledged = new ArrayList<>(batch.size());
        ExecutionException failure = null;
        for (int i = 0; i < batch.size() && failure == null; i++) {
            failure = failureOf(sent.get(i));
            if (failure == null) {
                acknowledged.add(batch.get(i));
            }
        }
        delete(connection, acknowledged);
        Instant now = clock.instant();
        acknowledged.forEach(row -> commitToKafka.record(Duration.between(row.time(), now)));
        published.increment(acknowledged.size());
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable ExecutionException failureOf(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            sent.get();
            return null;
        } catch (ExecutionException e) {
            return e;
        }
    }

    private List<Row> oldest(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("""
                select position, timestamp, aggregatetype, aggregateid, payload, headers
                from outbox order by position limit ?""")) {
            statement.setInt(1, config.batchSize());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    ProducerRecord<String, byte[]> message =
                            new ProducerRecord<>(row.getString(3), row.getString(4), row.getBytes(5));
                    headers(row.getString(6))
                            .forEach((name, value) -> message.headers().add(name, value.getBytes(UTF_8)));
                    rows.add(new Row(row.getLong(1), row.getTimestamp(2).toInstant(), message));
                }
            }
        }
        return rows;
    }

    private Map<String, String> headers(String text) {
        try {
            return json.readValue(text, HEADERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Headers are a JSON object of strings", e);
        }
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

    /** Before the connection goes back to the pool, where the lock would live on. */
    private static void unlock(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock_all()");
        } catch (SQLException _) {
            LOG.debug("The connection is gone, and the lock with it");
        }
    }

    private KafkaProducer<String, byte[]> newProducer() {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "outbox-relay");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20);
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    private void pause() {
        try {
            Thread.sleep(config.retryInterval());
        } catch (InterruptedException _) {
            running = false;
        }
    }
}
