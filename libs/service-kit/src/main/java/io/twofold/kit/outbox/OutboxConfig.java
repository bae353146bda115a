package io.twofold.kit.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code twofold.outbox.*}: how facts get from the table to Kafka. */
@ConfigMapping(prefix = "twofold.outbox")
public interface OutboxConfig {

    /** Whether this process may relay. Off where Debezium reads the table instead. */
    @WithDefault("true")
    boolean relay();

    /**
     * How long an idle relay waits before it looks again, 1 ms to 10 s. Commits of its own process wake it at once; this
     * is the delay for those of other replicas, against one look at an empty table each time.
     */
    @WithDefault("PT0.02S")
    Duration pollInterval();

    /** Rows handed to Kafka at a time, 1 to 10000; more is faster after an outage and takes memory. */
    @WithDefault("1000")
    int batchSize();

    /** How long to wait after trouble with Kafka or the database, and between looks at whether another replica works. */
    @WithDefault("PT1S")
    Duration retryInterval();
}
