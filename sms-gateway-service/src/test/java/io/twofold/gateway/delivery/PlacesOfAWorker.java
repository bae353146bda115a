package io.twofold.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.message.Channel;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PlacesOfAWorker {

    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

    private static final Lane FRANCE = new Lane("FR", Channel.SMS);
    private static final Lane SPAIN = new Lane("ES", Channel.SMS);

    private final Places places = new Places(Map.of("twilio", 2, "smpp", 2));

    @Test
    void areEachProvidersOwn() {
        assertThat(places.take("twilio")).isTrue();
        assertThat(places.take("twilio")).isTrue();
        assertThat(places.take("twilio")).isFalse();
        assertThat(places.take("smpp")).isTrue();
        assertThat(places.take("nobody")).isFalse();
    }

    @Test
    void ofASlowProviderThrottleNobodyElse() {
        assertThat(places.free()).isEqualTo(2);
        places.take("twilio");
        assertThat(places.free()).isEqualTo(2);
        places.take("twilio");
        assertThat(places.free()).isEqualTo(2);
        places.take("smpp");
        places.take("smpp");
        assertThat(places.free()).isZero();
        assertThat(places.release("smpp")).isTrue();
        assertThat(places.release("smpp")).isFalse();
    }

    @Test
    void areAsManyAsTheProviderTakesAtATime() {
        Places uneven = new Places(Map.of("twilio", 2, "smpp", 1));
        assertThat(uneven.take("smpp")).isTrue();
        assertThat(uneven.take("smpp")).isFalse();
        assertThat(uneven.free()).isEqualTo(2);
    }

    /** As the dispatcher, which finds a lane crowded, and a job, whose end dissolves the crowd, come across each other. */
    @Test
    void noLaneStaysCrowdedWhereAPlaceIsFree() throws Exception {
        int rounds = 100_000;
        int lost = 0;
        AtomicInteger begun = new AtomicInteger();
        AtomicReference<Round> current = new AtomicReference<>(new Round());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> job = threads.submit(() -> {
                for (int i = 1; i <= rounds; i++) {
                    while (begun.get() < i) {
                        Thread.onSpinWait();
                    }
                    Round round = current.get();
                    if (round.places.release("smpp")) {
                        round.crowd.dissolve();
                    }
                    round.ended.countDown();
                }
            });
            for (int i = 1; i <= rounds; i++) {
                Round round = new Round();
                round.places.take("smpp");
                round.crowd.lanes(NOW);
                current.set(round);
                begun.set(i);
                for (int wait = i % 20; wait > 0; wait--) {
                    Thread.onSpinWait(); // so that now the one is first and now the other
                }
                round.places.take("smpp");
                boolean isFull = !round.places.take("smpp");
                round.crowd.add(isFull ? Map.of(FRANCE, Instant.MAX) : Map.of(), true);
                round.ended.await();
                boolean isCrowded = !round.crowd.lanes(NOW).isEmpty();
                lost += isCrowded && round.places.free() > 0 ? 1 : 0;
            }
            job.get();
        }
        assertThat(lost).isZero();
    }

    private static final class Round {

        private final Places places = new Places(Map.of("smpp", 2));
        private final Crowd crowd = new Crowd();
        private final CountDownLatch ended = new CountDownLatch(1);
    }

    @Test
    void aLaneStaysCrowdedUntilAHandIsFree() {
        Crowd crowd = new Crowd();
        crowd.add(Map.of(FRANCE, Instant.MAX), true);
        assertThat(crowd.lanes(NOW)).containsExactly(FRANCE);
        crowd.dissolve();
        assertThat(crowd.lanes(NOW)).isEmpty();
    }

    @Test
    void orUntilSomebodyElseMayBeAsked() {
        Crowd crowd = new Crowd();
        crowd.add(Map.of(FRANCE, NOW.plusSeconds(30)), true);
        assertThat(crowd.lanes(NOW.plusSeconds(29))).containsExactly(FRANCE);
        assertThat(crowd.lanes(NOW.plusSeconds(30))).isEmpty();
    }

    @Test
    void aHandThatBecomesFreeWithinARoundBeginsTheNextOne() {
        Crowd crowd = new Crowd();
        crowd.add(Map.of(FRANCE, Instant.MAX), false);
        crowd.dissolve();
        assertThat(crowd.lanes(NOW)).containsExactly(FRANCE);
        crowd.add(Map.of(SPAIN, Instant.MAX), false);
        assertThat(crowd.lanes(NOW)).containsExactlyInAnyOrder(FRANCE, SPAIN);
        crowd.add(Map.of(), false);
        assertThat(crowd.lanes(NOW)).isEmpty();
    }

    @Test
    void orWhereNobodyNeedsToLookFurther() {
        Crowd crowd = new Crowd();
        crowd.add(Map.of(FRANCE, Instant.MAX), false);
        crowd.endRound();
        assertThat(crowd.lanes(NOW)).containsExactly(FRANCE);
        crowd.dissolve();
        assertThat(crowd.lanes(NOW)).isEmpty();
    }
}
