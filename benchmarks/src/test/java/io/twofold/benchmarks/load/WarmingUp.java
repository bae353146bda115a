package io.twofold.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WarmingUp {

    private static final WarmUp WARM_UP = new WarmUp(Duration.ofMillis(1));

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
                .isEqualTo(12);
    }

    /** How many stretches it takes if each brings that much. */
    private static int stretches(long... brought) {
        AtomicInteger looks = new AtomicInteger();
        WARM_UP.await(
                () -> LongStream.of(brought).limit(looks.getAndIncrement()).sum());
        return looks.get() - 1;
    }
}
