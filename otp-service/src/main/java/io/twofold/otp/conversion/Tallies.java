package io.twofold.otp.conversion;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What the facts come to. */
@Singleton
class Tallies {

    private static final Duration JUDGED = Duration.ofHours(1);
    private static final Duration GRAIN = Duration.ofMinutes(1);
    private static final int PURGED_AT_A_TIME = 10_000;

    /**
     * Where messages went.
     *
     * @param scope as suspensions name it
     * @param country ISO 3166-1 alpha-2, also of a prefix
     */
    record Place(String scope, String country) {}

    private final AgroalDataSource database;
    private final ConversionConfig config;
    private final Clock clock;

    Tallies(AgroalDataSource database, ConversionConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Where unproven messages reached people within the hour, and next to none of them was verified. What was sent before a
     * suspension of the same scope ended isn't looked at again.
     *
     * @return places of which none is suspended
     */
    List<Place> suspicious(Instant now) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        with ended as (
                            select scope, max(ended_at) as over from suspension where ended_at > ? group by scope),
                        judged as (
                            select country as its_country, 'prefix:' || prefix as prefix, 'country:' || country as country,
                                minute, reached, verified
                            from prefix_tally where not proven and minute > ? and minute <= ?),
                        places as (
                            select j.prefix as scope, max(j.its_country) as its_country, sum(j.reached) as reached, sum(j.verified) as verified, ? as enough
                            from judged j left join ended e on e.scope = j.prefix
                            where e.over is null or j.minute >= e.over group by j.prefix
                            union all
                            select j.country, max(j.its_country), sum(j.reached), sum(j.verified), ?
                            from judged j left join ended e on e.scope = j.country
                            where e.over is null or j.minute >= e.over group by j.country)
                        select scope, its_country from places p where reached >= enough and verified * 100 < reached * ?
                            and not exists (select from suspension s where s.scope = p.scope and s.ended_at is null)
                        order by scope""")) {
            OffsetDateTime from = now.minus(JUDGED).atOffset(ZoneOffset.UTC);
            statement.setObject(1, from);
            statement.setObject(2, from);
            statement.setObject(
                    3, now.minus(config.answeringTime()).minus(GRAIN).atOffset(ZoneOffset.UTC));
            statement.setInt(4, config.prefixSends());
            statement.setInt(5, config.countrySends());
            statement.setInt(6, config.leastPercent());
            try (ResultSet row = statement.executeQuery()) {
                List<Place> places = new ArrayList<>();
                while (row.next()) {
                    places.add(new Place(row.getString(1), row.getString(2)));
                }
                return places;
            }
        }
    }

    /** From when on sums are still there. */
    Instant keptSince(Dimension by) {
        return clock.instant().minus(by == Dimension.PREFIX ? config.prefixesKept() : config.kept());
    }

    /**
     * The sums of a time, by one thing.
     *
     * @param from and {@code to}: sends from the one to before the other
     * @param bucket the steps, from {@code from} on
     * @param most so many at most
     */
    List<Statistics.Row> sums(Dimension by, Instant from, Instant to, Duration bucket, int most) throws SQLException {
        boolean byPrefix = by == Dimension.PREFIX;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        select date_bin(?::interval, %1$s, ?::timestamptz) as start, %2$s as key,
                            sum(sent), sum(suppressed), sum(undelivered), sum(verified)
                        from %3$s where %1$s >= ? and %1$s < ?
                        group by start, key order by start, key limit ?""".formatted(
                                byPrefix ? "minute" : "bucket", by.column(), byPrefix ? "prefix_tally" : "tally"))) {
            OffsetDateTime beginning = from.atOffset(ZoneOffset.UTC);
            statement.setString(1, bucket.toString());
            statement.setObject(2, beginning);
            statement.setObject(3, beginning);
            statement.setObject(4, to.atOffset(ZoneOffset.UTC));
            statement.setInt(5, most);
            try (ResultSet row = statement.executeQuery()) {
                List<Statistics.Row> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(Statistics.Row.of(
                            row.getObject(1, OffsetDateTime.class).toInstant(),
                            row.getString(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getLong(6)));
                }
                return rows;
            }
        }
    }

    @Scheduled(every = "1h", delayed = "15m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() throws SQLException {
        deleteBefore(keptSince(Dimension.PREFIX), "prefix_tally", "minute");
        deleteBefore(keptSince(Dimension.COUNTRY), "tally", "bucket");
    }

    private void deleteBefore(Instant time, String table, String column) throws SQLException {
        int deleted;
        do {
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement("""
                            delete from %1$s where ctid = any (array(
                                select ctid from %1$s where %2$s < ? limit ?))""".formatted(table, column))) {
                statement.setObject(1, time.atOffset(ZoneOffset.UTC));
                statement.setInt(2, PURGED_AT_A_TIME);
                deleted = statement.executeUpdate();
            }
        } while (deleted == PURGED_AT_A_TIME);
    }
}
