package io.twofold.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.routing.Breaker.State;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ABreaker {

    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

    private final Breaker breaker =
            new Breaker(new Settings(3, 50, 10, Duration.ofSeconds(30), Duration.ofSeconds(100)));

    @Test
    void opensAfterFailuresInARow() {
        assertThat(breaker.failed(NOW)).isFalse();
        assertThat(breaker.failed(NOW)).isFalse();
        assertThat(breaker.let(NOW)).isTrue();
        assertThat(breaker.failed(NOW)).isTrue();
        assertThat(breaker.let(NOW.plusSeconds(29))).isFalse();
        assertThat(breaker.standing()).isEqualTo(new Breaker.Standing(State.OPEN, NOW.plusSeconds(30)));
    }

    @Test
    void aSuccessInBetweenBeginsTheRowAnew() {
        breaker.failed(NOW);
        breaker.failed(NOW);
        breaker.succeeded();
        assertThat(breaker.failed(NOW)).isFalse();
        assertThat(breaker.failed(NOW)).isFalse();
        assertThat(breaker.standing().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void opensWhereHalfOfTheWindowFails() {
        for (int i = 0; i < 4; i++) {
            breaker.succeeded();
            assertThat(breaker.failed(NOW)).isFalse();
        }
        breaker.succeeded();
        assertThat(breaker.failed(NOW)).isTrue();
    }

    @Test
    void oneMessageTriesItAndClosesIt() {
        open();
        Instant later = NOW.plusSeconds(30);
        assertThat(breaker.let(later)).isTrue();
        assertThat(breaker.standing().state()).isEqualTo(State.HALF_OPEN);
        assertThat(breaker.let(later)).isFalse();
        breaker.succeeded();
        assertThat(breaker.let(later)).isTrue();
        assertThat(breaker.let(later)).isTrue();
    }

    @Test
    void aTrialThatFailsDoublesTheWaitUpToALimit() {
        open();
        Instant time = NOW.plusSeconds(30);
        for (int wait : new int[] {60, 100, 100}) {
            assertThat(breaker.let(time)).isTrue();
            assertThat(breaker.failed(time)).isTrue();
            assertThat(breaker.standing().until()).isEqualTo(time.plusSeconds(wait));
            time = time.plusSeconds(wait);
        }
        breaker.let(time);
        breaker.succeeded();
        open();
        assertThat(breaker.standing().until()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void aTrialThatNobodyLivesToTellOfIsFollowedByAnother() {
        open();
        breaker.let(NOW.plusSeconds(30));
        assertThat(breaker.let(NOW.plusSeconds(59))).isFalse();
        assertThat(breaker.let(NOW.plusSeconds(60))).isTrue();
    }

    @Test
    void whatWasUnderWayWhenItOpenedProvesNothing() {
        open();
        breaker.succeeded();
        assertThat(breaker.failed(NOW.plusSeconds(20))).isFalse();
        assertThat(breaker.standing()).isEqualTo(new Breaker.Standing(State.OPEN, NOW.plusSeconds(30)));
    }

    @Test
    void ofManyAtOnceOneIsTheTrial() throws Exception {
        open();
        int many = 64;
        CyclicBarrier start = new CyclicBarrier(many);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = IntStream.range(0, many)
                    .mapToObj(_ -> threads.submit(() -> {
                        start.await();
                        return breaker.let(NOW.plusSeconds(30));
                    }))
                    .toList();
            int let = 0;
            for (Future<Boolean> one : tries) {
                let += one.get() ? 1 : 0;
            }
            assertThat(let).isEqualTo(1);
        }
    }

    private void open() {
        for (int i = 0; i < 3; i++) {
            breaker.failed(NOW);
        }
        assertThat(breaker.standing().state()).isEqualTo(State.OPEN);
    }

    record Settings(int failures, int failureRate, int window, Duration openFor, Duration longestOpenFor)
            implements RoutingConfig.Circuit {}
}
