package io.twofold.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Taken;
import io.twofold.gateway.provider.Handover.Unclear;
import io.twofold.gateway.provider.ProviderHealth.Condition;
import io.twofold.gateway.provider.ProviderHealth.Health;
import io.twofold.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TheHealthOfProviders {

    private static final Instant START = Instant.parse("2026-01-31T10:00:00Z");

    private final MutableClock clock = new MutableClock(START);
    private final ProviderHealth health = new ProviderHealth(clock);

    @Test
    void isUntriedAtFirst() {
        assertThat(health.of("fake")).isEqualTo(new Health(Condition.UNTRIED, START));
    }

    @Test
    void isToldSinceItBegan() {
        health.learn("fake", new Taken("1"));
        clock.advance(Duration.ofSeconds(1));
        health.learn("fake", new Taken("2"));
        assertThat(health.of("fake")).isEqualTo(new Health(Condition.WORKING, START));

        health.learn("fake", new Unclear("no_answer"));
        assertThat(health.of("fake")).isEqualTo(new Health(Condition.TROUBLED, START.plusSeconds(1)));
    }

    @Test
    void aRejectedNumberIsNotTheProvidersTrouble() {
        health.learn("fake", new NotTaken(Refusal.REJECTED_NUMBER, "invalid_number", null));
        assertThat(health.of("fake").condition()).isEqualTo(Condition.WORKING);
        health.learn("fake", new NotTaken(Refusal.UNAVAILABLE, "provider_unavailable", null));
        assertThat(health.of("fake").condition()).isEqualTo(Condition.TROUBLED);
    }
}
