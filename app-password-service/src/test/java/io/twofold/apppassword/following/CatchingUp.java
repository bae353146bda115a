package io.twofold.apppassword.following;

import static io.twofold.events.Topic.IDENTITY_EVENTS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.twofold.apppassword.FeatureTest;
import io.twofold.testing.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

@FeatureTest
class CatchingUp {

    private static final Map<String, Object> KAFKA =
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Topics.bootstrapServers());

    /** A group of its own stands for a service that was away: somebody else's commits show how far it has come. */
    private final String group = "away-" + UUID.randomUUID();

    @Test
    void theServiceIsReadyOnlyWhenEverythingPublishedBeforeItsStartHasHadItsEffect() throws Exception {
        Topics.publish(IDENTITY_EVENTS.topicName(), "somebody", Map.of(), "{");
        CaughtUp caughtUp = new CaughtUp(KAFKA, group);
        caughtUp.onStart(new StartupEvent());
        try {
            commit(-1);
            await().during(Duration.ofMillis(600))
                    .untilAsserted(() -> assertThat(caughtUp.call().getStatus()).isEqualTo(Status.DOWN));
            commit(0);
            await().atMost(60, SECONDS)
                    .untilAsserted(() -> assertThat(caughtUp.call().getStatus()).isEqualTo(Status.UP));
            commit(-1);
            assertThat(caughtUp.call().getStatus()).isEqualTo(Status.UP);
        } finally {
            caughtUp.onStop(new ShutdownEvent());
        }
    }

    @Test
    void whileKafkaIsAwayItIsNotReady() {
        CaughtUp caughtUp = new CaughtUp(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1"), group);
        caughtUp.onStart(new StartupEvent());
        try {
            await().during(Duration.ofMillis(600))
                    .untilAsserted(() -> assertThat(caughtUp.call().getStatus()).isEqualTo(Status.DOWN));
        } finally {
            caughtUp.onStop(new ShutdownEvent());
        }
    }

    @Test
    void aBrokerWhoseNameCannotBeResolvedYetIsAskedForAgain() throws Exception {
        Map<String, Object> kafka = new ConcurrentHashMap<>(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "no-such-host.invalid:9092"));
        commit(0);
        CaughtUp caughtUp = new CaughtUp(kafka, group);
        caughtUp.onStart(new StartupEvent());
        try {
            await().during(Duration.ofMillis(600))
                    .untilAsserted(() -> assertThat(caughtUp.call().getStatus()).isEqualTo(Status.DOWN));
            kafka.putAll(KAFKA);
            await().atMost(60, SECONDS)
                    .untilAsserted(() -> assertThat(caughtUp.call().getStatus()).isEqualTo(Status.UP));
        } finally {
            caughtUp.onStop(new ShutdownEvent());
        }
    }

    /** Commits the end of each partition, or so many before it. */
    private void commit(long fromEnd) throws Exception {
        try (Admin admin = Admin.create(KAFKA)) {
            var partitions =
                    admin.describeTopics(List.of(IDENTITY_EVENTS.topicName())).allTopicNames().get().values().stream()
                            .flatMap(topic -> topic.partitions().stream())
                            .collect(Collectors.toMap(
                                    partition -> new TopicPartition(IDENTITY_EVENTS.topicName(), partition.partition()),
                                    _ -> OffsetSpec.latest()));
            var offsets = admin.listOffsets(partitions).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            end -> new OffsetAndMetadata(
                                    Math.max(0, end.getValue().offset() + fromEnd))));
            admin.alterConsumerGroupOffsets(group, offsets).all().get();
        }
    }
}
