package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.load.Sample;
import io.twofold.benchmarks.report.Finding;
import io.twofold.benchmarks.stack.EventTail;
import io.twofold.benchmarks.stack.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * From a fact being recorded, just before its commit, until a consumer of the topic has it: a little more than from the
 * commit to Kafka. The facts are {@code ChallengeCreated}, one for each code that a service delivers itself.
 */
final class CommitToKafka implements Figure {

    private static final int PER_SECOND = 1_000;
    private static final int WORKERS = 64;
    private static final double GOAL_MILLIS = 50;

    /** The part of the pace that must have been kept. */
    private static final double NEARLY_ALL = 0.98;

    private record Delay(Instant happened, long micros) {}

    @Override
    public String name() {
        return "events";
    }

    @Override
    public String what() {
        return "commit → event at a consumer, at %,d events/s".formatted(PER_SECOND);
    }

    @Override
    public Finding measure(Scene scene) {
        Challenges challenges = Challenges.of(scene);
        Queue<Delay> delays = new ConcurrentLinkedQueue<>();
        LongAdder asked = new LongAdder();
        LongAdder seen = new LongAdder();
        EventTail.Listener listener = event -> {
            if (event.type().equals("ChallengeCreated")) {
                delays.add(new Delay(
                        event.happened(),
                        Duration.between(event.happened(), event.arrived()).toNanos() / 1000));
                seen.increment();
            }
        };
        Map<String, Double> cores;
        Instant until;
        try (EventTail events = new EventTail(scene.stack().kafka(), List.of("otp.events"), scene.clock(), listener)) {
            events.start();
            scene.warmUp(WORKERS, worker -> http -> {
                challenges.own(http);
                asked.increment();
            });
            untilAllCame(seen, asked);
            cores = scene.pace(PER_SECOND, WORKERS).run((due, counts, http) -> {
                challenges.own(http);
                asked.increment();
            });
            until = scene.clock().instant();
            // The last to come are the slowest, which belong to the sample, too.
            untilAllCame(seen, asked);
        }
        Instant from = until.minus(scene.measured());
        Histogram micros = Sample.histogram();
        delays.stream()
                .filter(delay -> !delay.happened().isBefore(from))
                .forEach(delay -> micros.recordValue(Math.max(0, delay.micros())));
        Sample sample = new Sample(micros, scene.measured(), cores);
        return Finding.delay(name(), what(), sample, GOAL_MILLIS)
                .onlyIf(
                        sample.perSecond() >= NEARLY_ALL * PER_SECOND,
                        "at %,d/s (%,.0f/s came)".formatted(PER_SECOND, sample.perSecond()))
                .with("eventsPerSecond", sample.perSecond());
    }

    private static void untilAllCame(LongAdder seen, LongAdder asked) {
        Patience.until("event of each request", () -> seen.sum() < asked.sum() ? Optional.empty() : Optional.of(true));
    }
}
