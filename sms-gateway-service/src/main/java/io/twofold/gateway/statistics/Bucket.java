package io.twofold.gateway.statistics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Stretches of time that figures are given for, in UTC. */
enum Bucket {
    MINUTE,
    HOUR,
    DAY;

    static Optional<Bucket> of(String word) {
        return Arrays.stream(values())
                .filter(bucket -> bucket.word().equals(word))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In SQL, over the columns of a delivery. */
    String expression() {
        return "date_trunc('" + word() + "', created_at, 'UTC')";
    }
}
