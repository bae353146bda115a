package io.twofold.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twofold.embedded.KafkaTopic;
import io.twofold.embedded.KafkaTopics;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topics of the services under test. Reading goes well with Awaitility:
 *
 * <pre>{@code
 * await().untilAsserted(() -> assertThat(Topics.read("otp.events").withKey(accountId).ofType("twofold.otp.PhoneVerified.v1"))
 *         .hasSize(1));
 * }</pre>
 */
public final class Topics {

    private static final int PARTITIONS = 12;
    private static final Duration RETENTION = Duration.ofDays(1);
    private static final int TIMEOUT_SECONDS = 30;

    private static final Map<String, TopicReader> READERS = new ConcurrentHashMap<>();

    private Topics() {}

    /** Makes topics of 12 partitions; those that are there already stay as they are. */
    public static void create(Collection<String> topics) {
        KafkaTopics.ensure(
                bootstrapServers(),
                topics.stream()
                        .filter(topic -> !topic.isBlank())
                        .map(topic -> new KafkaTopic(topic, PARTITIONS, RETENTION))
                        .toList());
    }

    /** Everything that is on a topic now, from its beginning. */
    public static TopicRecords read(String topic) {
        return READERS.computeIfAbsent(topic, TopicReader::new).read();
    }

    /**
     * Publishes a record as it is, well-formed or not, and waits until Kafka has it.
     *
     * @param value null for a tombstone
     */
    public static void publish(
            String topic, @Nullable String key, Map<String, String> headers, @Nullable String value) {
        var published = new ProducerRecord<>(topic, bytes(key), bytes(value));
        headers.forEach((name, content) -> published.headers().add(name, content.getBytes(UTF_8)));
        try {
            ProducerHolder.PRODUCER.send(published).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("can't publish to " + topic, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing to " + topic, e);
        }
    }

    /** Publishes a copy: same topic, key, headers and value. */
    public static void publishAgain(TopicRecord original) {
        publish(original.topic(), original.key(), original.headers(), original.value());
    }

    /** What Kafka clients are told to connect to. */
    public static String bootstrapServers() {
        return Servers.running().bootstrapServers();
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(UTF_8);
    }

    /** Made when first needed; a daemon of the test JVM from then on. */
    private static final class ProducerHolder {
        static final KafkaProducer<byte[], byte[]> PRODUCER = new KafkaProducer<>(
                Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
