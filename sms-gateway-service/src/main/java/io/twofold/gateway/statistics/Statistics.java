package io.twofold.gateway.statistics;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts deliveries. It reads those of the time asked for, a range of an index that follows their age: about a second for a
 * million of them, paid by who asks and by nobody else.
 */
@Singleton
class Statistics {

    private static final int LONGEST_SECONDS = 10;
    private static final String NO_BUCKET = "null::timestamptz";

    private final AgroalDataSource database;

    Statistics(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Which figures.
     *
     * @param from the first moment
     * @param to the first moment after
     * @param bucket absent: one figure for the whole time
     * @param limit how many rows at most
     */
    record Question(
            Dimension by,
            Instant from,
            Instant to,
            @Nullable Bucket bucket,
            int limit) {}

    /**
     * The figures of one group.
     *
     * @param at the beginning of the stretch of time, where there are several
     * @param messages accepted
     * @param sends of these, handed over to a provider, or perhaps
     * @param conversions of these, codes that came back
     * @param costMicros millionths
     */
    record Row(
            String key,
            @Nullable Instant at,
            long messages,
            long sends,
            long delivered,
            long undelivered,
            long unknown,
            long failed,
            long expired,
            long conversions,
            long costMicros) {}

    List<Row> answer(Question question) throws SQLException {
        String bucket =
                question.bucket() == null ? NO_BUCKET : question.bucket().expression();
        String query = """
                select %s, %s, count(*),
                    count(*) filter (where state in ('SENT', 'DELIVERED', 'UNDELIVERED', 'UNKNOWN')),
                    count(*) filter (where state = 'DELIVERED'),
                    count(*) filter (where state = 'UNDELIVERED'),
                    count(*) filter (where state = 'UNKNOWN'),
                    count(*) filter (where state = 'FAILED'),
                    count(*) filter (where state = 'EXPIRED'),
                    count(converted_at), sum(cost)
                from delivery where created_at >= ? and created_at < ?
                group by 1, 2 order by 2, 3 desc, 1 limit ?""".formatted(question.by().expression(), bucket);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setQueryTimeout(LONGEST_SECONDS);
            statement.setObject(1, question.from().atOffset(ZoneOffset.UTC));
            statement.setObject(2, question.to().atOffset(ZoneOffset.UTC));
            statement.setInt(3, question.limit());
            try (ResultSet rows = statement.executeQuery()) {
                List<Row> answer = new ArrayList<>();
                while (rows.next()) {
                    answer.add(read(rows));
                }
                return answer;
            }
        }
    }

    private static Row read(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject(2, OffsetDateTime.class);
        return new Row(
                row.getString(1),
                at == null ? null : at.toInstant(),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11));
    }
}
