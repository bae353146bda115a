package io.twofold.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class WaitingAfterARefusal {

    private final Patience patience = new Patience(TestDelivery.DEFAULT, new SecureRandom());

    @RepeatedTest(20)
    void doublesUpToALimitAndIsShortenedByUpToHalf() {
        assertThat(patience.after(1, null)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(patience.after(3, null)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(patience.after(9, null)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
        assertThat(patience.after(1000, null)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    }

    @Test
    void isNeverShorterThanTheProviderAskedFor() {
        assertThat(patience.after(1, Duration.ofMinutes(2))).isEqualTo(Duration.ofMinutes(2));
        assertThat(patience.after(9, Duration.ofSeconds(1))).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    }
}
