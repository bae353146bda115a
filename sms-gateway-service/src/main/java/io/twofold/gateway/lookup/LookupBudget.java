package io.twofold.gateway.lookup;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * How often a source may still be asked, counted over all replicas in one row per source: one statement of its own, which
 * serialises look-ups that aren't answered from what is kept, at some thousand a second. What the source doesn't answer
 * counts, too: it may be billed.
 */
@Singleton
class LookupBudget {

    private static final String TAKE = """
            insert into lookup_budget as b (source, hour, in_hour, day, in_day) values (?, ?, 1, ?, 1)
            on conflict (source) do update set
                in_hour = case when excluded.hour > b.hour then 1 else b.in_hour + 1 end,
                in_day = case when excluded.day > b.day then 1 else b.in_day + 1 end,
                hour = greatest(excluded.hour, b.hour),
                day = greatest(excluded.day, b.day)
            where (excluded.hour > b.hour or b.in_hour < ?) and (excluded.day > b.day or b.in_day < ?)""";

    private final AgroalDataSource database;
    private final Clock clock;

    LookupBudget(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Takes one look-up, if there is one left in the hour and the day.
     *
     * @param opensAnAccount whether it may be one of those that are reserved
     */
    boolean take(LookupSource source, boolean opensAnAccount) throws SQLException {
        Instant now = clock.instant();
        LookupPolicy policy = source.policy();
        int perHour = policy.perHour(opensAnAccount);
        int perDay = policy.perDay(opensAnAccount);
        if (perHour == 0 || perDay == 0) {
            return false; // the first of an hour isn't counted against anything
        }
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, source.id());
            statement.setObject(2, now.truncatedTo(ChronoUnit.HOURS).atOffset(ZoneOffset.UTC));
            statement.setObject(3, now.truncatedTo(ChronoUnit.DAYS).atOffset(ZoneOffset.UTC));
            statement.setInt(4, perHour);
            statement.setInt(5, perDay);
            return statement.executeUpdate() == 1;
        }
    }
}
