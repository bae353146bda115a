package io.twofold.benchmarks.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twofold.benchmarks.load.Unexpected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Sees what is published on some topics after this was made, on a thread of its own. */
public final class EventTail implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration TO_STOP = Duration.ofSeconds(10);

    /**
     * An event.
     *
     * @param type its name without source and version, such as {@code PhoneVerified}
     * @param happened its {@code ce_time}
     * @param arrived when it was seen here
     */
    public record Seen(String type, String subject, Instant happened, Instant arrived, String data) {}

    /** Is told of each. */
    @FunctionalInterface
    public interface Listener {

        /** Called on the one thread, in order within a partition. */
        void saw(Seen event);
    }

    private final KafkaConsumer<String, byte[]> consumer;
    private final Listener listener;
    private final Clock clock;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("event-tail").unstarted(this::follow);

    public EventTail(String bootstrapServers, List<String> topics, Clock clock, Listener listener) {
        this.listener = listener;
        this.clock = clock;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Asking for the position settles it now; a seek alone would wait for the first poll.
        partitions.forEach(consumer::position);
    }

    public void start() {
        thread.start();
    }

    private void follow() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    listener.saw(seen(record, clock.instant()));
                }
            }
        } catch (WakeupException told) {
            Thread.currentThread().interrupt();
        }
    }

    private static Seen seen(ConsumerRecord<String, byte[]> record, Instant arrived) {
        return new Seen(
                header(record, "ce_type").split("\\.", -1)[2],
                header(record, "ce_subject"),
                Instant.parse(header(record, "ce_time")),
                arrived,
                new String(record.value(), UTF_8));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new Unexpected("An event on %s lacks %s".formatted(record.topic(), name));
        }
        return new String(header.value(), UTF_8);
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(TO_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
