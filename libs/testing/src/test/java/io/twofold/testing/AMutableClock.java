package io.twofold.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AMutableClock {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final MutableClock clock = new MutableClock(NOON);

    @Test
    void standsStill() {
        assertThat(clock.instant()).isEqualTo(NOON).isEqualTo(clock.instant());
    }

    @Test
    void advances() {
        clock.advance(Duration.ofMinutes(10));

        assertThat(clock.instant()).isEqualTo("2026-01-01T12:10:00Z");
    }

    @Test
    void canBeSet() {
        clock.set(Instant.EPOCH);

        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }
}
