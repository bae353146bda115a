package io.twofold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ATopic {

    private static final String TOPIC = "twofold.test.events";

    @BeforeEach
    void madeByAnyoneWhoNeedsIt() {
        Topics.create(List.of(TOPIC));
    }

    @Test
    void hasTwelvePartitions() throws ExecutionException, InterruptedException, TimeoutException {
        try (var admin = Admin.create(
                Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, Topics.bootstrapServers()))) {
            var description =
                    admin.describeTopics(List.of(TOPIC)).allTopicNames().get(10, TimeUnit.SECONDS);

            assertThat(description.values())
                    .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(12));
        }
    }

    @Test
    void givesBackWhatWasPublished() {
        var key = UUID.randomUUID().toString();

        Topics.publish(TOPIC, key, Map.of("ce_type", "twofold.test.Happened.v1", "ce_subject", "s"), "{\"ü\":1}");

        var records = Topics.read(TOPIC).withKey(key);
        assertThat(records).hasSize(1);
        assertThat(records.getFirst().value()).isEqualTo("{\"ü\":1}");
        assertThat(records.getFirst().header("ce_type")).isEqualTo("twofold.test.Happened.v1");
        assertThat(records.ofType("twofold.test.Happened.v1").about("s")).hasSize(1);
        assertThat(records.ofType("twofold.test.Other.v1")).isEmpty();
    }

    @Test
    void keepsTheOrderOfOneKey() {
        var key = UUID.randomUUID().toString();

        for (var number = 0; number < 20; number++) {
            Topics.publish(TOPIC, key, Map.of(), String.valueOf(number));
        }

        assertThat(Topics.read(TOPIC).withKey(key))
                .extracting(TopicRecord::value)
                .containsExactly(
                        IntStream.range(0, 20).mapToObj(String::valueOf).toArray(String[]::new));
    }

    @Test
    void takesDuplicatesAndTombstones() {
        var key = UUID.randomUUID().toString();
        Topics.publish(TOPIC, key, Map.of("ce_id", "1"), null);

        Topics.publishAgain(Topics.read(TOPIC).withKey(key).getFirst());

        var records = Topics.read(TOPIC).withKey(key);
        assertThat(records).hasSize(2).allSatisfy(record -> {
            assertThat(record.value()).isNull();
            assertThat(record.header("ce_id")).isEqualTo("1");
        });
    }

    @Test
    void isOutOfReachForTheLengthOfAnOutageAndLosesNothing() {
        var key = UUID.randomUUID().toString();
        Topics.publish(TOPIC, key, Map.of(), "before");

        try (var outage = Outages.broker()) {
            assertThatThrownBy(ATopic::askABroker).isInstanceOf(org.apache.kafka.common.errors.TimeoutException.class);
        }

        assertThat(Topics.read(TOPIC).withKey(key)).hasSize(1);
    }

    private static void askABroker() {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Topics.bootstrapServers(),
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        1_000),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.listTopics();
        }
    }
}
