package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.report.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From {@code ./twofold start} to all ready: the first with nothing there yet, then with what it had. */
final class StartTime implements Figure {

    private static final double GOAL_SECONDS = 20;
    private static final int STARTS = 3;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String what() {
        return "`./twofold start`, built, to all ready (the slowest of %d; the first is fresh)".formatted(STARTS);
    }

    @Override
    public Finding measure(Scene scene) {
        List<Double> seconds = new ArrayList<>();
        seconds.add(seconds(scene.stack().restartFresh()));
        while (seconds.size() < STARTS) {
            seconds.add(seconds(scene.stack().restart()));
        }
        double slowest = seconds.stream().mapToDouble(each -> each).max().orElseThrow();
        return Finding.amount(name(), what(), slowest, "s", GOAL_SECONDS)
                .times(STARTS)
                .with("seconds", seconds);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
