package io.twofold.acceptance.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Everything that was ever published, read as an outsider would, and a way to publish what nobody should. */
public final class Topics {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String bootstrapServers;
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final List<Fact> read = new ArrayList<>();

    Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        var partitions = consumer.listTopics().entrySet().stream()
                .filter(topic -> !topic.getKey().startsWith("__"))
                .flatMap(topic -> topic.getValue().stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** What is there by now, of all topics. */
    public synchronized List<Fact> everything() {
        var end = consumer.endOffsets(consumer.assignment());
        do {
            consumer.poll(POLL).forEach(record -> read.add(Fact.of(record)));
        } while (end.entrySet().stream().anyMatch(last -> consumer.position(last.getKey()) < last.getValue()));
        return List.copyOf(read);
    }

    /** What is there by now, of one topic. */
    public List<Fact> of(String topic) {
        return everything().stream().filter(fact -> fact.topic().equals(topic)).toList();
    }

    /** What is there by now of that event about that account. */
    public List<Fact> of(String event, String accountId) {
        return everything().stream()
                .filter(fact -> fact.is(event) && fact.isOf(accountId))
                .toList();
    }

    /** Waits for the first that fits. */
    public Fact await(String topic, Predicate<Fact> fits) {
        return Awaitility.await("a fact on " + topic)
                .atMost(PATIENCE)
                .until(() -> of(topic).stream().filter(fits).toList(), found -> !found.isEmpty())
                .getFirst();
    }

    /** Waits for that event about that account. */
    public Fact await(String topic, String event, String accountId) {
        return await(topic, fact -> fact.is(event) && fact.isOf(accountId));
    }

    /** Waits until a consumer has taken in all that any of its topics holds now. */
    public void awaitConsumedBy(Service service) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Awaitility.await("what " + service + " has yet to take in")
                    .atMost(PATIENCE)
                    .until(() -> lag(admin, service), lag -> lag == 0);
        }
    }

    /** Over all partitions that its instances read; while nobody reads any, all is yet to be taken in. */
    private static long lag(Admin admin, Service service) throws InterruptedException, ExecutionException {
        var group = service.module();
        var read = requireNonNull(
                        admin.describeConsumerGroups(Set.of(group)).all().get().get(group))
                .members()
                .stream()
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .toList();
        if (read.isEmpty()) {
            return Long.MAX_VALUE;
        }
        var consumed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        var ends = admin.listOffsets(
                        read.stream().collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest())))
                .all()
                .get();
        return read.stream()
                .mapToLong(partition -> requireNonNull(ends.get(partition)).offset()
                        - Optional.ofNullable(consumed.get(partition))
                                .map(OffsetAndMetadata::offset)
                                .orElse(0L))
                .sum();
    }

    /** Publishes it, once more or for the first time, to the partition it names. */
    public void publish(Fact fact) {
        var record = new ProducerRecord<>(fact.topic(), fact.partition(), fact.key(), fact.value());
        fact.headers().forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
