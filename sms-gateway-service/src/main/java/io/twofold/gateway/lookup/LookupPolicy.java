package io.twofold.gateway.lookup;

import java.time.Duration;

/**
 * How a source is treated.
 *
 * @param perHour look-ups an hour, by all replicas
 * @param perDay look-ups a day (UTC), by all replicas
 * @param reservedPercent how much of both is for those look-ups alone on which an account depends
 * @param keptFor how long an answer is used again
 */
record LookupPolicy(int perHour, int perDay, int reservedPercent, Duration keptFor) {

    int perHour(boolean opensAnAccount) {
        return opensAnAccount ? perHour : withoutReserve(perHour);
    }

    int perDay(boolean opensAnAccount) {
        return opensAnAccount ? perDay : withoutReserve(perDay);
    }

    private int withoutReserve(int budget) {
        return budget - (int) ((long) budget * reservedPercent / 100);
    }
}
