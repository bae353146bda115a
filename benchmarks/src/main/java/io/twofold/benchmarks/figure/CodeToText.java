package io.twofold.benchmarks.figure;

import com.fasterxml.jackson.databind.JsonNode;
import io.twofold.benchmarks.load.Http;
import io.twofold.benchmarks.load.Sample;
import io.twofold.benchmarks.report.Finding;
import io.twofold.benchmarks.stack.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;

/**
 * From a code being asked for until the text is on the simulated phone: through otp-service, Kafka, the gateway and
 * Twilio's API. The simulator notes when it came, so that nobody has to look all the time.
 */
final class CodeToText implements Figure {

    static final int PER_SECOND = 50;
    private static final int WORKERS = 16;

    /** Few enough that texts aren't asked for faster than they come. */
    private static final int WARMING_WORKERS = 8;

    static final double GOAL_MILLIS = 1_000;

    @Override
    public String name() {
        return "text";
    }

    @Override
    public String what() {
        return "code asked for → text at the simulator, at %d/s".formatted(PER_SECOND);
    }

    @Override
    public List<String> settings() {
        return Challenges.RAISED;
    }

    @Override
    public Finding measure(Scene scene) {
        warmUp(scene);
        return Finding.delay(name(), what(), sample(scene), GOAL_MILLIS);
    }

    static void warmUp(Scene scene) {
        Challenges challenges = Challenges.of(scene);
        scene.warmUp(WARMING_WORKERS, worker -> http -> {
            String number = scene.numbers().next();
            challenges.text(http, Challenges.newBinding(), number);
            Patience.until("text", () -> received(http, scene, number));
        });
    }

    /** How long each took. None may be missing. */
    static Sample sample(Scene scene) {
        Challenges challenges = Challenges.of(scene);
        Map<String, Instant> askedByNumber = new ConcurrentHashMap<>();
        Map<String, Double> cores = scene.pace(PER_SECOND, WORKERS).run((due, counts, http) -> {
            String number = scene.numbers().next();
            challenges.text(http, Challenges.newBinding(), number);
            if (counts) {
                askedByNumber.put(number, due);
            }
        });
        Histogram micros = Sample.histogram();
        try (Http http = new Http()) {
            askedByNumber.forEach((number, asked) -> {
                Instant received = Patience.until("text", () -> received(http, scene, number));
                micros.recordValue(Duration.between(asked, received).toNanos() / 1000);
            });
        }
        return new Sample(micros, scene.measured(), cores);
    }

    private static Optional<Instant> received(Http http, Scene scene, String number) {
        JsonNode messages = http.get(scene.stack().simulator(), "/api/phones/" + number + "/messages")
                .expect(200)
                .json()
                .path("messages");
        return messages.isEmpty()
                ? Optional.empty()
                : Optional.of(Instant.parse(messages.get(0).path("receivedAt").asText()));
    }
}
