package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.load.Http;
import io.twofold.benchmarks.load.Noise;
import io.twofold.benchmarks.load.Sample;
import io.twofold.benchmarks.load.Task;
import io.twofold.benchmarks.report.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Receipts with wrong signatures beside a steady stream of codes, by the simulated Twilio, whose own receipts come by the
 * same webhook. Each piece of rubbish must be refused, each code must arrive.
 */
final class RubbishToWebhooks implements Figure {

    private static final int PER_SECOND = 10_000;
    private static final int WORKERS = 48;

    /** Of a pace that is never exceeded, what must have been kept of it. */
    private static final double GOAL = 0.98 * PER_SECOND;

    private static final Map<String, String> RECEIPT = Map.of(
            "MessageSid",
            "SM0123456789abcdef0123456789abcdef",
            "MessageStatus",
            "delivered",
            "AccountSid",
            "AC0123456789abcdef0123456789abcdef",
            "To",
            "+14085550123",
            "ApiVersion",
            "2010-04-01");

    /** Of the right length, of nothing. */
    private static final Map<String, String> SIGNATURE = Map.of("X-Twilio-Signature", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");

    @Override
    public String name() {
        return "webhooks-rubbish";
    }

    @Override
    public String what() {
        return "webhooks with wrong signatures refused, beside %d codes/s".formatted(CodeToText.PER_SECOND);
    }

    @Override
    public List<String> settings() {
        return Challenges.RAISED;
    }

    @Override
    public Finding measure(Scene scene) {
        String gateway = scene.stack().url("smsGateway");
        Task rubbish = http -> sendRubbish(http, gateway);
        scene.warmUp(WORKERS, _ -> rubbish);
        CodeToText.warmUp(scene);
        try (Noise noise = Noise.atMost(PER_SECOND, WORKERS, _ -> rubbish)) {
            long before = noise.answered();
            long began = System.nanoTime();
            Sample codes = CodeToText.sample(scene);
            long refused = noise.answered() - before;
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            return Finding.rate(name(), what(), refused, took, codes.cores(), GOAL)
                    .onlyIf(
                            codes.millis(99) < CodeToText.GOAL_MILLIS,
                            "every code there, p99 < %,.0f ms (%,.0f ms)"
                                    .formatted(CodeToText.GOAL_MILLIS, codes.millis(99)))
                    .with("codes", codes.count())
                    .with("codesP50Millis", codes.millis(50))
                    .with("codesP99Millis", codes.millis(99));
        }
    }

    private static void sendRubbish(Http http, String gateway) {
        http.form(gateway, "/v1/webhooks/twilio/messages/" + UUID.randomUUID(), RECEIPT, SIGNATURE)
                .expect(403);
    }
}
