package io.twofold.otp.conversion;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.problem.Violation;
import io.twofold.kit.token.ServiceCall;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /v1/statistics}: what was sent, and what came of it, for operators. */
@Path("/v1/statistics")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class StatisticsResource {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration LEAST_BUCKET = Duration.ofMinutes(5);
    private static final Duration MOST = Duration.ofDays(366);
    private static final int MOST_ROWS = 10_000;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 9999;

    private final Tallies tallies;
    private final Clock clock;

    StatisticsResource(Tallies tallies, Clock clock) {
        this.tallies = tallies;
        this.clock = clock;
    }

    @GET
    @ServiceCall(scope = "admin")
    public Response statistics(
            @QueryParam("by") @Nullable String by,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("bucket") @Nullable String bucket)
            throws SQLException {
        List<Violation> violations = new ArrayList<>();
        Dimension dimension =
                by == null ? Dimension.COUNTRY : Dimension.named(by).orElse(null);
        if (dimension == null) {
            violations.add(new Violation("by", "must be country, prefix, purpose or client"));
        }
        Instant until = read(to, StatisticsResource::time, "to", violations);
        Instant end = until == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : until;
        Instant since = read(from, StatisticsResource::time, "from", violations);
        Instant beginning = since == null ? end.minus(A_DAY) : since;
        Duration step = read(bucket, Duration::parse, "bucket", violations);
        Duration width = step == null ? AN_HOUR : step;
        if (!beginning.isBefore(end) || beginning.plus(MOST).isBefore(end)) {
            violations.add(new Violation("from", "must be before to, and by at most 366 days"));
        }
        if (width.compareTo(LEAST_BUCKET) < 0 || width.compareTo(MOST) > 0) {
            violations.add(new Violation("bucket", "must be PT5M to P366D"));
        }
        if (dimension == null || !violations.isEmpty()) {
            return Problem.invalid(violations).response();
        }
        List<Statistics.Row> rows = tallies.sums(dimension, beginning, end, width, MOST_ROWS + 1);
        boolean all = rows.size() <= MOST_ROWS;
        return Response.ok(new Statistics(
                        dimension.word(),
                        beginning,
                        end,
                        width.toString(),
                        all ? rows : rows.subList(0, MOST_ROWS),
                        all && !beginning.isBefore(tallies.keptSince(dimension))))
                .build();
    }

    private static Instant time(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
            throw new DateTimeException("Nothing was ever sent then");
        }
        return time.toInstant();
    }

    private static <T> @Nullable T read(
            @Nullable String text, Function<String, T> reader, String name, List<Violation> violations) {
        if (text == null) {
            return null;
        }
        try {
            return reader.apply(text);
        } catch (DateTimeException | ArithmeticException _) {
            violations.add(new Violation(name, "has the wrong form"));
            return null;
        }
    }
}
