package io.twofold.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.identity.outside.Defaults;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ARunOfFailures {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final SignInConfig.Throttle config = Defaults.of(SignInConfig.class).throttle();
    private final FailureRun run = new FailureRun(UUID.randomUUID(), NOW);

    @Test
    void bringsNoWaitBeforeTheTenth() {
        failures(9);

        assertThat(waitLeft(NOW)).isZero();
    }

    @Test
    void bringsAWaitThatDoublesFromTheTenthOnUpToADay() {
        failures(10);
        assertThat(waitLeft(NOW)).isEqualTo(Duration.ofMinutes(15));
        failures(1);
        assertThat(waitLeft(NOW)).isEqualTo(Duration.ofMinutes(30));
        failures(5);
        assertThat(waitLeft(NOW)).isEqualTo(Duration.ofHours(16));
        failures(1);
        assertThat(waitLeft(NOW)).isEqualTo(Duration.ofHours(24));
        failures(10_000);
        assertThat(waitLeft(NOW)).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void bringsAWaitThatPasses() {
        failures(10);

        assertThat(waitLeft(NOW.plus(Duration.ofMinutes(15)))).isZero();
    }

    @Test
    void isNotMadeLongerByWhatNobodyLookedAt() {
        failures(10);
        Instant later = NOW.plus(Duration.ofMinutes(15));
        run.tried(later);
        run.notTried();

        assertThat(waitLeft(later)).isZero();
    }

    @Test
    void isToldAtTheTenthAndAtTheFiftieth() {
        failures(9);
        assertThat(run.letterDue(config)).isFalse();
        failures(1);
        assertThat(run.letterDue(config)).isTrue();
        assertThat(run.letterDue(config)).isFalse();
        failures(39);
        assertThat(run.letterDue(config)).isFalse();
        failures(1);
        assertThat(run.letterDue(config)).isTrue();
        failures(100);
        assertThat(run.letterDue(config)).isFalse();
    }

    private void failures(int more) {
        for (int i = 0; i < more; i++) {
            run.tried(NOW);
        }
    }

    private Duration waitLeft(Instant now) {
        return run.waitLeft(config, now);
    }
}
