package io.twofold.apppassword.following;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.twofold.events.Topic;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Readiness: everything that identity-service had published when this process started has had its effect, whichever
 * replica applied it. Before that, a password could be let in whose end lies unread on the topic. Once caught up, always
 * ready: while Kafka or identity-service is away, what is known is still the best answer.
 */
@Readiness
@Singleton
class CaughtUp implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(CaughtUp.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Map<String, Object> kafka;
    private final String group;

    private volatile boolean caughtUp;
    private @Nullable Thread looking;

    CaughtUp(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "mp.messaging.incoming.identity-events.group.id") String group) {
        this.kafka = kafka;
        this.group = group;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("has caught up once with " + Topic.IDENTITY_EVENTS.topicName())
                .status(caughtUp)
                .build();
    }

    void onStart(@Observes StartupEvent event) {
        looking = Thread.ofVirtual().name("catching-up").start(this::look);
    }

    void onStop(@Observes ShutdownEvent event) {
        if (looking != null) {
            looking.interrupt();
        }
    }

    /**
     * A client is made anew after trouble: a broker's name that can't be resolved yet lets none be made. Each trouble is told
     * once, since some, such as a wrong setting, never pass.
     */
    private void look() {
        String told = "";
        try {
            Map<TopicPartition, Long> ends = null;
            while (!caughtUp) {
                try (Admin admin = Admin.create(kafka)) {
                    if (ends == null) {
                        ends = unread(admin);
                    }
                    while (!isReached(ends, admin)) {
                        Thread.sleep(BETWEEN_LOOKS);
                    }
                    caughtUp = true;
                } catch (ExecutionException | KafkaException e) {
                    String trouble = e.toString();
                    if (!trouble.equals(told)) {
                        LOG.warnf("Not caught up yet: %s", trouble);
                        told = trouble;
                    }
                    Thread.sleep(BETWEEN_LOOKS);
                }
            }
            LOG.infof("Caught up with %s", Topic.IDENTITY_EVENTS.topicName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where each partition that holds anything ends now. */
    private static Map<TopicPartition, Long> unread(Admin admin) throws ExecutionException, InterruptedException {
        String topic = Topic.IDENTITY_EVENTS.topicName();
        List<TopicPartition> partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> beginnings = offsets(admin, partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
        ends.entrySet().removeIf(end -> end.getValue() <= beginnings.getOrDefault(end.getKey(), 0L));
        return ends;
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, ListOffsetsResultInfo> offsets = admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> which)))
                .all()
                .get();
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** An offset is committed after its event's effect; replicas commit under the one group. */
    private boolean isReached(Map<TopicPartition, Long> ends, Admin admin)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return offset != null && offset.offset() >= end.getValue();
        });
    }
}
