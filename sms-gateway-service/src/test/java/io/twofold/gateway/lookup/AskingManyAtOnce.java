package io.twofold.gateway.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twofold.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AskingManyAtOnce {

    @Test
    void theSameQuestionIsAskedOnce() throws Exception {
        int callers = 64;
        SingleFlight<Integer> flights = new SingleFlight<>();
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger waiting = new AtomicInteger(callers);
        CountDownLatch everybodyIsHere = new CountDownLatch(1);
        CyclicBarrier start = new CyclicBarrier(callers);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> questions = IntStream.range(0, callers)
                    .<Callable<Integer>>mapToObj(_ -> () -> {
                        start.await();
                        if (waiting.decrementAndGet() == 0) {
                            everybodyIsHere.countDown();
                        }
                        return flights.fly("a number", () -> {
                            awaitQuietly(everybodyIsHere);
                            return asked.incrementAndGet();
                        });
                    })
                    .toList();
            for (var answer : threads.invokeAll(questions)) {
                assertThat(answer.get()).isLessThanOrEqualTo(asked.get());
            }
        }
        // The last to arrive may come when the first answer is there already: it never takes more than one more.
        assertThat(asked.get()).isBetween(1, 2);
    }

    @Test
    void aFailureIsEverybodysAndTheNextAsksAgain() {
        SingleFlight<Integer> flights = new SingleFlight<>();
        assertThatThrownBy(() -> flights.fly("a number", () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(flights.fly("a number", () -> 7)).isEqualTo(7);
    }

    @Test
    void afterFiveFailuresInARowNobodyIsAskedForAWhile() {
        MutableClock clock = new MutableClock(Instant.parse("2026-01-31T10:00:00Z"));
        Breaker breaker = new Breaker(clock);
        for (int i = 0; i < 5; i++) {
            assertThat(breaker.admits()).isTrue();
            breaker.failed();
        }
        assertThat(breaker.admits()).isFalse();

        clock.advance(Duration.ofSeconds(10));
        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).as("while one tries").isFalse();
        breaker.failed();
        assertThat(breaker.admits()).isFalse();

        clock.advance(Duration.ofSeconds(10));
        assertThat(breaker.admits()).isTrue();
        breaker.succeeded();
        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
