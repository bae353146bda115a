package io.twofold.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twofold.events.CloudEventHeaders;
import io.twofold.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** An event consumer of the organisation's own: sees what everybody may see, from now on. */
final class EventListener implements AutoCloseable {

    private static final List<String> TOPICS = Stream.of(
                    Topic.IDENTITY_EVENTS, Topic.OTP_EVENTS, Topic.APP_PASSWORD_EVENTS)
            .map(Topic::topicName)
            .toList();

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<String> seen = new ArrayList<>();

    EventListener(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Waits until the account's events include this one, and names all that came since the last time. */
    List<String> waitFor(String accountId, String event) {
        int from = seen.size();
        Witness.waitFor(event + " on Kafka", () -> {
            consumer.poll(Duration.ofMillis(50)).forEach(record -> notice(accountId, record));
            return seen.subList(from, seen.size()).contains(event) ? event : null;
        });
        return List.copyOf(seen.subList(from, seen.size()));
    }

    private void notice(String accountId, ConsumerRecord<String, byte[]> record) {
        String type = header(record, CloudEventHeaders.TYPE);
        if (accountId.equals(header(record, CloudEventHeaders.ACCOUNT_ID)) && type != null) {
            seen.add(type.split("\\.", -1)[2]);
        }
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
