package io.twofold.benchmarks.figure;

import io.twofold.benchmarks.report.Finding;
import io.twofold.benchmarks.stack.Patience;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What all processes of the stack take together, some time after the start and before anybody came. */
final class IdleMemory implements Figure {

    private static final double GOAL_MIB = 1.8 * 1024;
    private static final double BYTES_PER_MIB = 1024 * 1024;
    private static final Duration TO_SETTLE = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String what() {
        return "memory (PSS) of the whole local stack, idle";
    }

    @Override
    public Finding measure(Scene scene) {
        Patience.pause(TO_SETTLE);
        Map<String, Long> mebibytes = new TreeMap<>();
        scene.stack()
                .processes()
                .memory()
                .forEach((name, bytes) -> mebibytes.put(name, Math.round(bytes / BYTES_PER_MIB)));
        double sum = mebibytes.values().stream().mapToLong(each -> each).sum();
        return Finding.amount(name(), what(), sum, "MiB", GOAL_MIB).with("mebibytes", mebibytes);
    }
}
