package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.people.Person;
import io.twofold.benchmarks.report.Finding;
import java.util.List;

/** Refresh tokens exchanged for new pairs, each worker going on with one session. */
final class TokenRefreshes implements Figure {

    private static final int WORKERS = 16;
    private static final double GOAL = 2_000;

    @Override
    public String name() {
        return "refreshes";
    }

    @Override
    public String what() {
        return "token refreshes";
    }

    @Override
    public Finding measure(Scene scene) {
        List<Person> people = scene.crowd().signedIn();
        return Finding.rate(
                name(), what(), scene.closedLoop(WORKERS).run(worker -> people.get(worker)::renewTokens), GOAL);
    }
}
