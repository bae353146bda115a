package io.twofold.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MakingNoise {

    private static final int WORKERS = 2;

    @Test
    void goesOnUntilItIsClosed() throws InterruptedException {
        var some = new CountDownLatch(50);

        Noise noise = Noise.asMuchAsThereCanBe(WORKERS, _ -> _ -> some.countDown());
        some.await();
        noise.close();

        assertThat(noise.answered()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void isNoLouderThanItMayBe() throws InterruptedException {
        var some = new CountDownLatch(6);
        long began = System.nanoTime();

        try (Noise noise = Noise.atMost(100, WORKERS, _ -> _ -> some.countDown())) {
            some.await();
            long answered = noise.answered();
            long millis = (System.nanoTime() - began) / 1_000_000;

            assertThat(answered).isLessThanOrEqualTo(WORKERS + millis / 10);
            // Three rounds of two workers lie two pauses of 20 ms apart.
            assertThat(millis).isGreaterThanOrEqualTo(38);
        }
    }

    @Test
    void tellsOfWhatWentWrong() throws InterruptedException {
        var asked = new CountDownLatch(1);
        Noise noise = Noise.asMuchAsThereCanBe(WORKERS, _ -> _ -> {
            asked.countDown();
            throw new Unexpected("refused");
        });

        // Closed before anybody has asked, it would have nothing to tell of.
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(noise::close).isInstanceOf(Unexpected.class).hasMessage("refused");
    }
}
