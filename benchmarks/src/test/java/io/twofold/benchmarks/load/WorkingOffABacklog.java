package io.twofold.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class WorkingOffABacklog {

    private static final int AHEAD = 10;
    private static final int LEAST = 3 * AHEAD;
    private static final Duration MOMENT = Duration.ofMillis(60);

    private final AtomicLong queued = new AtomicLong();
    private final Backlog backlog =
            new Backlog(AHEAD, LEAST, new WarmUp(MOMENT, () -> Duration.ZERO), Duration.ofSeconds(2), Map::of);

    @Test
    void queuesNoMoreThanIsDoneOnceSoMuchIsAhead() {
        Backlog.Work work = backlog.run(queued::addAndGet, _ -> LEAST);

        assertThat(work.queued()).isEqualTo(AHEAD + LEAST).isEqualTo(queued.get());
        assertThat(work.done()).isZero();
    }

    @Test
    void queuesAsMuchAsIsDoneAndCountsWhatIsDoneAfterTheWarmUp() {
        ToLongFunction<Http> allButSome = _ -> Math.max(0, queued.get() - AHEAD / 2);

        Backlog.Work work = backlog.run(queued::addAndGet, allButSome);

        assertThat(work.queued()).isEqualTo(queued.get());
        assertThat(work.done()).isPositive().isLessThan(work.queued() - LEAST);
    }
}
