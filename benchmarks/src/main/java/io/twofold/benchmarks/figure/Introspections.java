package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.load.Reply;
import io.twofold.benchmarks.load.Unexpected;
import io.twofold.benchmarks.people.Person;
import io.twofold.benchmarks.report.Finding;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Another team's service asks whether access tokens of people are good. */
final class Introspections implements Figure {

    private static final int WORKERS = 32;
    private static final double GOAL = 8_000;

    @Override
    public String name() {
        return "introspections";
    }

    @Override
    public String what() {
        return "introspections";
    }

    @Override
    public Finding measure(Scene scene) {
        String identity = scene.stack().url("identity");
        Map<String, String> partner = scene.stack().clientCredentials("partner");
        List<Map<String, String>> questions = scene.crowd().signedIn().stream()
                .map(Person::accessToken)
                .map(token -> Map.of("token", token))
                .toList();
        return Finding.rate(
                name(),
                what(),
                scene.closedLoop(WORKERS).run(worker -> http -> {
                    Map<String, String> question =
                            questions.get(ThreadLocalRandom.current().nextInt(questions.size()));
                    Reply answer = http.form(identity, "/oauth2/introspect", question, partner)
                            .expect(200);
                    if (!answer.json().path("active").asBoolean()) {
                        throw new Unexpected("A good token was called inactive");
                    }
                }),
                GOAL);
    }
}
