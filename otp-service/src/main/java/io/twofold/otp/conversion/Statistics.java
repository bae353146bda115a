package io.twofold.otp.conversion;

import java.time.Instant;
import java.util.List;

/**
 * What was sent, and what came of it.
 *
 * @param by "country", "prefix", "purpose" or "client"
 * @param from and {@code to}: sends from the one to before the other
 * @param bucket how long each is, an ISO 8601 duration
 * @param complete whether all rows are here; if not, ask for less time or longer buckets, or for none before what is kept
 */
record Statistics(String by, Instant from, Instant to, String bucket, List<Row> rows, boolean complete) {

    /**
     * One key in one bucket; all counts are of the sends of that time, whenever the rest happened.
     *
     * @param start of the bucket
     * @param sends messages and calls asked for
     * @param suppressed asked for, answered as if sent, and not sent
     * @param undelivered sends that came to nothing
     * @param verifications sends of which one's code was typed back
     * @param conversion verifications of the sends that didn't come to nothing, 0 to 1; 0 without such sends
     */
    record Row(
            Instant start,
            String key,
            long sends,
            long suppressed,
            long undelivered,
            long verifications,
            double conversion) {

        private static final double PRECISION = 1000;

        static Row of(Instant start, String key, long sends, long suppressed, long undelivered, long verifications) {
            long arrived = Math.max(sends - undelivered, verifications);
            double conversion = arrived == 0 ? 0 : Math.round(PRECISION * verifications / arrived) / PRECISION;
            return new Row(start, key, sends, suppressed, undelivered, verifications, conversion);
        }
    }
}
