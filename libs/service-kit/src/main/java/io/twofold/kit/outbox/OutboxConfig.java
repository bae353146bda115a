package io.twofold.kit.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

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
    @DurationMin(millis = 1)
    @DurationMax(seconds = 10)
    Duration pollInterval();

    /** Rows handed to Kafka at a time, 1 to 10000; more is faster after an outage and takes memory. */
    @WithDefault("1000")
    @Min(1) @Max(10_000) int batchSize();

    /**
     * How long Kafka may take to accept a row, 100 ms to 1 min: to say where its topic lies, or to make room. Then the relay
     * begins again with that row. A row once accepted is waited for as long as it takes.
     */
    @WithDefault("PT10S")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 1)
    Duration acceptanceTimeout();

    /**
     * How long to wait after trouble with Kafka or the database, and between looks at whether another replica works, 10 ms
     * to 1 min.
     */
    @WithDefault("PT1S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration retryInterval();
}
