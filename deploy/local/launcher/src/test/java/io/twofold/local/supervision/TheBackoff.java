package io.twofold.local.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TheBackoff {

    private final Backoff backoff = new Backoff();

    @Test
    void doublesUpToHalfAMinuteForWhatNeverGetsReady() {
        assertThat(backoff.after(false)).isEqualTo(Duration.ofMillis(200));
        assertThat(backoff.after(false)).isEqualTo(Duration.ofMillis(400));
        for (var more = 0; more < 10; more++) {
            backoff.after(false);
        }
        assertThat(backoff.after(false)).isEqualTo(Duration.ofSeconds(30));
        assertThat(backoff.failures()).isEqualTo(13);
    }

    @Test
    void beginsAnewForWhatWasReady() {
        backoff.after(false);
        backoff.after(false);

        assertThat(backoff.after(true)).isEqualTo(Duration.ofMillis(200));
        assertThat(backoff.failures()).isZero();
        assertThat(backoff.after(false)).isEqualTo(Duration.ofMillis(200));
    }
}
