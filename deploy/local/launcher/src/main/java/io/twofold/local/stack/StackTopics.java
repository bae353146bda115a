package io.twofold.local.stack;

import static io.twofold.local.stack.Service.APP_PASSWORD;
import static io.twofold.local.stack.Service.IDENTITY;
import static io.twofold.local.stack.Service.OTP;
import static io.twofold.local.stack.Service.SMS_GATEWAY;

import io.twofold.embedded.KafkaTopic;
import io.twofold.events.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The topics of the event contract, and one for each consumer's dead letters. */
final class StackTopics {

    private static final int PARTITIONS = 12;
    private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(30);

    private StackTopics() {}

    static List<KafkaTopic> all() {
        return Arrays.stream(Topic.values())
                .flatMap(StackTopics::withDeadLetters)
                .toList();
    }

    private static Stream<KafkaTopic> withDeadLetters(Topic topic) {
        return Stream.concat(
                Stream.of(new KafkaTopic(topic.topicName(), PARTITIONS, topic.retention())),
                consumersOf(topic).stream()
                        .map(consumer -> Topic.deadLetter(topic.topicName(), consumer.module()))
                        .map(name -> new KafkaTopic(name, PARTITIONS, DEAD_LETTERS_KEPT)));
    }

    /** "Who reads what" of the event contract. */
    private static List<Service> consumersOf(Topic topic) {
        return switch (topic) {
            case IDENTITY_EVENTS -> List.of(APP_PASSWORD, OTP, SMS_GATEWAY);
            case OTP_EVENTS -> List.of(IDENTITY, SMS_GATEWAY);
            case OTP_DELIVERIES -> List.of(SMS_GATEWAY);
            case SMS_GATEWAY_EVENTS -> List.of(OTP, IDENTITY);
            case APP_PASSWORD_EVENTS -> List.of(IDENTITY);
        };
    }
}
