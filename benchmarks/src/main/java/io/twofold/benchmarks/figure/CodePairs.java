package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.load.Sample;
import io.twofold.benchmarks.report.Finding;
import io.twofold.benchmarks.stack.EventTail;
import io.twofold.benchmarks.stack.Patience;
import io.twofold.benchmarks.stack.SealedCodes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Codes issued by text and verified, to a new number each. The gateway stands still, and the code is read where the gateway
 * would read it: from Kafka, so that a pair takes as long as the outbox needs. With every limit, and for comparison without
 * any, and with every limit among many counters of others.
 */
final class CodePairs implements Figure {

    private static final int COUNTERS = 1_000_000;

    private static final int WORKERS = 48;
    private static final double GOAL = 1_000;

    /** An outbox that needs longer once nothing is added any more didn't keep up. */
    private static final Duration RELAYED = Duration.ofSeconds(1);

    private final String name;
    private final String circumstances;
    private final List<String> settings;
    private final int counters;

    private CodePairs(String name, String circumstances, List<String> settings, int counters) {
        this.name = name;
        this.circumstances = circumstances;
        this.settings = settings;
        this.counters = counters;
    }

    static CodePairs withEveryLimit() {
        return new CodePairs("codes", "every limit on", Challenges.RAISED, 0);
    }

    static CodePairs amongManyCounters() {
        return new CodePairs("codes-million", "every limit on, a million live counters", Challenges.RAISED, COUNTERS);
    }

    static CodePairs withoutLimits() {
        return new CodePairs("codes-unlimited", "every limit off", Challenges.UNLIMITED, 0);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String what() {
        return "codes issued and verified (pairs), `sms`, outbox relayed, gateway stopped; " + circumstances;
    }

    @Override
    public List<String> settings() {
        return settings;
    }

    @Override
    public Finding measure(Scene scene) {
        if (counters > 0) {
            scene.stack().addCounters(counters);
        }
        Finding finding = scene.stack().without(List.of("smsGateway"), () -> measureWithoutGateway(scene));
        return name.equals("codes") ? finding : finding.forComparison();
    }

    private Finding measureWithoutGateway(Scene scene) {
        Challenges challenges = Challenges.of(scene);
        SealedCodes codes = new SealedCodes(scene.stack().deliveryKeyset());
        LongAdder verified = new LongAdder();
        LongAdder published = new LongAdder();
        EventTail.Listener verifications = event -> {
            if (event.type().equals("PhoneVerified")) {
                published.increment();
            }
        };
        try (EventTail deliveries =
                        new EventTail(scene.stack().kafka(), List.of(SealedCodes.TOPIC), scene.clock(), codes);
                EventTail facts =
                        new EventTail(scene.stack().kafka(), List.of("otp.events"), scene.clock(), verifications)) {
            deliveries.start();
            facts.start();
            Sample sample = scene.closedLoop(WORKERS).run(worker -> http -> {
                String binding = Challenges.newBinding();
                String challenge =
                        challenges.text(http, binding, scene.numbers().next());
                challenges.verify(http, challenge, binding, codes.take(challenge));
                verified.increment();
            });
            Duration drained = untilAllArePublished(verified, published);
            return Finding.rate(name(), what(), sample, GOAL)
                    .onlyIf(
                            drained.compareTo(RELAYED) <= 0,
                            "relayed within %d s of the end".formatted(RELAYED.toSeconds()))
                    .with("outboxDrainedAfterMillis", drained.toMillis());
        }
    }

    private static Duration untilAllArePublished(LongAdder verified, LongAdder published) {
        long began = System.nanoTime();
        return Patience.until(
                "event of each verification",
                () -> published.sum() < verified.sum()
                        ? Optional.empty()
                        : Optional.of(Duration.ofNanos(System.nanoTime() - began)));
    }
}
