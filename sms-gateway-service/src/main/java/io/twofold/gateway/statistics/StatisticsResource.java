package io.twofold.gateway.statistics;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.twofold.gateway.price.Cost;
import io.twofold.gateway.price.PriceList;
import io.twofold.gateway.statistics.Statistics.Question;
import io.twofold.gateway.statistics.Statistics.Row;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.problem.Violation;
import io.twofold.kit.token.ServiceCall;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /v1/statistics}: how messages fare. */
@Path("/v1/statistics")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Statistics", description = "How messages fare.")
public class StatisticsResource {

    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final int MOST_ROWS = 1000;

    private final Statistics statistics;
    private final PriceList prices;
    private final Clock clock;

    StatisticsResource(Statistics statistics, PriceList prices, Clock clock) {
        this.statistics = statistics;
        this.prices = prices;
        this.clock = clock;
    }

    /**
     * Figures.
     *
     * @param by what the rows differ by
     * @param from the first moment
     * @param to the first moment after
     * @param bucket the length of each row's stretch of time; absent: the whole time
     * @param currency of all costs, ISO 4217
     * @param truncated whether there are more rows than these
     * @param rows in the order of time, the largest first
     */
    @Schema(name = "Statistics")
    public record StatisticsView(
            String by,
            Instant from,
            Instant to,
            @Nullable String bucket,
            String currency,
            boolean truncated,
            List<RowView> rows) {}

    /**
     * The figures of one group.
     *
     * @param key the country, prefix, …
     * @param at when its stretch of time begins; absent without a bucket
     * @param messages accepted
     * @param sends of these, handed over to a provider, or perhaps
     * @param receipts of these, with a receipt that says whether they arrived: delivered and undelivered
     * @param conversions of these, codes that came back
     * @param cost by the price list
     */
    @Schema(name = "StatisticsRow")
    public record RowView(
            String key,
            @Nullable Instant at,
            long messages,
            long sends,
            long receipts,
            long delivered,
            long undelivered,
            long unknown,
            long failed,
            long expired,
            long conversions,
            BigDecimal cost) {

        static RowView of(Row row) {
            return new RowView(
                    row.key(),
                    row.at(),
                    row.messages(),
                    row.sends(),
                    row.delivered() + row.undelivered(),
                    row.delivered(),
                    row.undelivered(),
                    row.unknown(),
                    row.failed(),
                    row.expired(),
                    row.conversions(),
                    Cost.inUnits(row.costMicros()));
        }
    }

    @GET
    @ServiceCall(scope = "gateway-admin")
    @Operation(
            operationId = "getStatistics",
            summary = "Sends, receipts, conversions and cost",
            description =
                    "Counted over the deliveries as they are now: a receipt that comes tomorrow changes today's figures.")
    @APIResponse(
            responseCode = "200",
            description = "The figures of the time asked for",
            content =
                    @Content(
                            schema = @Schema(implementation = StatisticsView.class),
                            examples = @ExampleObject(name = "by country", value = """
                                    {"by":"country","from":"2026-01-30T10:00:00Z","to":"2026-01-31T10:00:00Z","currency":"USD",
                                    "truncated":false,"rows":[{"key":"US","messages":1200,"sends":1190,"receipts":1180,
                                    "delivered":1175,"undelivered":5,"unknown":2,"failed":6,"expired":4,"conversions":1100,
                                    "cost":9.401}]}""")))
    public Response get(
            @Parameter(
                            description = "What the rows differ by",
                            schema =
                                    @Schema(
                                            enumeration = {
                                                "country",
                                                "prefix",
                                                "provider",
                                                "channel",
                                                "client",
                                                "purpose"
                                            },
                                            defaultValue = "country"))
                    @RestQuery
                    @Nullable String by,
            @Parameter(description = "The first moment, RFC 3339; a day before `to` if it isn't given")
                    @RestQuery
                    @Nullable String from,
            @Parameter(description = "The first moment after, RFC 3339; now if it isn't given") @RestQuery @Nullable String to,
            @Parameter(
                            description = "A row for each of these",
                            schema = @Schema(enumeration = {"minute", "hour", "day"}))
                    @RestQuery
                    @Nullable String bucket)
            throws SQLException {
        List<Violation> violations = new ArrayList<>();
        Optional<Dimension> dimension = read(
                by == null ? Dimension.COUNTRY.word() : by,
                Dimension::of,
                new Violation("by", "must be one of " + Dimension.words()),
                violations);
        Optional<Bucket> stretch = bucket == null
                ? Optional.empty()
                : read(bucket, Bucket::of, new Violation("bucket", "must be minute, hour or day"), violations);
        Instant end = time("to", to, violations).orElseGet(clock::instant);
        Instant start = time("from", from, violations).orElseGet(() -> end.minus(USUAL));
        if (!start.isBefore(end) || Duration.between(start, end).compareTo(LONGEST) > 0) {
            violations.add(new Violation("from", "must be before to, by 31 days at most"));
        }
        if (!violations.isEmpty() || dimension.isEmpty()) {
            return Problem.invalid(violations).response();
        }
        return Response.ok(view(new Question(dimension.get(), start, end, stretch.orElse(null), MOST_ROWS + 1)))
                .build();
    }

    private StatisticsView view(Question question) throws SQLException {
        List<Row> rows = statistics.answer(question);
        return new StatisticsView(
                question.by().word(),
                question.from(),
                question.to(),
                question.bucket() == null ? null : question.bucket().word(),
                prices.currency(),
                rows.size() > MOST_ROWS,
                rows.stream().limit(MOST_ROWS).map(RowView::of).toList());
    }

    private static <T> Optional<T> read(
            String word, Function<String, Optional<T>> known, Violation otherwise, List<Violation> violations) {
        Optional<T> found = known.apply(word);
        if (found.isEmpty()) {
            violations.add(otherwise);
        }
        return found;
    }

    private static Optional<Instant> time(String name, @Nullable String text, List<Violation> violations) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            boolean isSane =
                    time.isAfter(Instant.EPOCH) && time.isBefore(Instant.EPOCH.plus(Duration.ofDays(365 * 1000)));
            if (isSane) {
                return Optional.of(time);
            }
        } catch (DateTimeException _) {
            // said below
        }
        violations.add(new Violation(name, "must be a time such as 2026-01-31T10:00:00Z"));
        return Optional.empty();
    }
}
