package io.twofold.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WarmingUp {

    @Test
    void endsWithTheFirstStretchThatBroughtHardlyMore() {
        assertThat(stretches(100, 150, 200, 205, 400)).isEqualTo(4);
    }

    @Test
    void takesTwoStretchesWhereNothingGetsFaster() {
        assertThat(stretches(100, 100, 100)).isEqualTo(2);
    }

    @Test
    void endsSomeTimeEvenIfItGoesOnGettingFaster() {
        assertThat(stretches(LongStream.range(1, 50).map(i -> i * i * 100).toArray()))
                .isEqualTo(30);
    }

    @Test
    void goesOnWhileTheCompilersWork() {
        AtomicInteger compiled = new AtomicInteger();
        WarmUp warmUp = new WarmUp(
                Duration.ofMillis(10), () -> Duration.ofMillis(Math.min(compiled.getAndIncrement(), 6) * 10L));
        assertThat(stretches(warmUp, LongStream.generate(() -> 100).limit(40).toArray()))
                .isEqualTo(7);
    }

    /** How many stretches it takes if each brings that much. */
    private static int stretches(long... brought) {
        return stretches(new WarmUp(Duration.ofMillis(1), () -> Duration.ZERO), brought);
    }

    private static int stretches(WarmUp warmUp, long... brought) {
        AtomicInteger looks = new AtomicInteger();
        warmUp.await(() -> LongStream.of(brought).limit(looks.getAndIncrement()).sum());
        return looks.get() - 1;
    }
}
