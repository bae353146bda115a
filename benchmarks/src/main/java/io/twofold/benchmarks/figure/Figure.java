package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.report.Finding;
import java.util.List;

/** Something to be measured. */
public interface Figure {

    /** As {@code --only} takes it. */
    String name();

    /** What it is, in words. */
    String what();

    /** Settings that the stack needs for it, as {@code --set} takes them; the defaults if empty. */
    default List<String> settings() {
        return List.of();
    }

    /**
     * Measures it.
     *
     * @throws io.twofold.benchmarks.load.Unexpected if it can't be had
     */
    Finding measure(Scene scene);
}
