package io.twofold.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Follows all partitions of one topic from the beginning and keeps what it has seen. */
final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(50);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final List<TopicRecord> seen = new ArrayList<>();

    TopicReader(String topic) {
        this.topic = topic;
        consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Topics.bootstrapServers(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads up to what is the end when it is called. */
    synchronized TopicRecords read() {
        consumer.endOffsets(partitions).forEach(this::readUpTo);
        return new TopicRecords(seen);
    }

    private void readUpTo(TopicPartition partition, long end) {
        while (consumer.position(partition) < end) {
            consumer.poll(POLL).forEach(record -> seen.add(asText(record)));
        }
    }

    private TopicRecord asText(ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return new TopicRecord(
                topic, record.partition(), record.offset(), text(record.key()), headers, text(record.value()));
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, UTF_8);
    }
}
