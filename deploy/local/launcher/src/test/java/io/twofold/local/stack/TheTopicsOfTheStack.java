package io.twofold.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.embedded.KafkaTopic;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TheTopicsOfTheStack {

    @Test
    void areThoseOfTheEventContractAndOneForEachConsumersDeadLetters() {
        assertThat(StackTopics.all())
                .extracting(KafkaTopic::name)
                .containsExactlyInAnyOrder(
                        "identity.events",
                        "identity.events.app-password-service.dead-letter",
                        "identity.events.otp-service.dead-letter",
                        "identity.events.sms-gateway-service.dead-letter",
                        "otp.events",
                        "otp.events.identity-service.dead-letter",
                        "otp.events.sms-gateway-service.dead-letter",
                        "otp.deliveries",
                        "otp.deliveries.sms-gateway-service.dead-letter",
                        "sms-gateway.events",
                        "sms-gateway.events.otp-service.dead-letter",
                        "sms-gateway.events.identity-service.dead-letter",
                        "app-password.events",
                        "app-password.events.identity-service.dead-letter");
    }

    @Test
    void haveTwelvePartitions() {
        assertThat(StackTopics.all()).extracting(KafkaTopic::partitions).containsOnly(12);
    }

    @Test
    void keepDeadLettersForThirtyDaysAndSealedCodesForAnHour() {
        assertThat(retentionOf("otp.deliveries")).isEqualTo(Duration.ofHours(1));
        assertThat(retentionOf("identity.events")).isEqualTo(Duration.ofDays(14));
        assertThat(retentionOf("identity.events.otp-service.dead-letter")).isEqualTo(Duration.ofDays(30));
    }

    private static Duration retentionOf(String name) {
        return StackTopics.all().stream()
                .filter(topic -> topic.name().equals(name))
                .map(KafkaTopic::retention)
                .findFirst()
                .orElseThrow();
    }
}
