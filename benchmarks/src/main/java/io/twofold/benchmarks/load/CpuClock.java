package io.twofold.benchmarks.load;

import java.time.Duration;
import java.util.Map;

/** Says how much time on a core each process has used since it began. */
@FunctionalInterface
public interface CpuClock {

    /** By the process's name. */
    Map<String, Duration> read();
}
