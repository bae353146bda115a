package io.twofold.embedded;

import java.time.Duration;

/**
 * A topic of one replica.
 *
 * @param partitions from 1
 * @param retention  how long a record is kept
 */
public record KafkaTopic(String name, int partitions, Duration retention) {

    /** As it is handed to Kafka's JVM. */
    String toLine() {
        return name + " " + partitions + " " + retention;
    }

    static KafkaTopic ofLine(String line) {
        var parts = line.split(" ", -1);
        return new KafkaTopic(parts[0], Integer.parseInt(parts[1]), Duration.parse(parts[2]));
    }
}
