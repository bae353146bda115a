package io.twofold.gateway.lookup;

import java.time.Duration;

/**
 * How a source is treated.
 *
 * @param perHour look-ups an hour, by all replicas
 * @param perDay look-ups a day (UTC), by all replicas
 * @param keptFor how long an answer is used again
 */
record LookupPolicy(int perHour, int perDay, Duration keptFor) {}
