package io.twofold.simulator.twilio;

import io.twofold.simulator.http.BadRequest;
import io.twofold.simulator.http.Form;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Times as the 2010-04-01 API writes them (RFC 2822) and lists are filtered by. */
final class Times {

    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    static String written(Instant time) {
        return RFC_2822.format(time);
    }

    static @Nullable String writtenIfAny(@Nullable Instant time) {
        return time == null ? null : written(time);
    }

    /**
     * What the query asks of a time: {@code name} that day, {@code name>} (so that the URL reads {@code DateSent>=…}) that
     * moment or later, {@code name<} that moment or earlier, where a date means its midnight in UTC.
     *
     * @throws BadRequest where a value is neither a date nor a time in ISO 8601
     */
    static Predicate<Instant> within(Form query, String name) {
        Predicate<Instant> within = _ -> true;
        Optional<Instant> day = query.first(name).map(Times::read);
        Optional<Instant> from = query.first(name + ">").map(Times::read);
        Optional<Instant> to = query.first(name + "<").map(Times::read);
        if (day.isPresent()) {
            Instant midnight = day.get().truncatedTo(ChronoUnit.DAYS);
            within = within.and(time -> time.truncatedTo(ChronoUnit.DAYS).equals(midnight));
        }
        if (from.isPresent()) {
            within = within.and(time -> !time.isBefore(from.get()));
        }
        if (to.isPresent()) {
            within = within.and(time -> !time.isAfter(to.get()));
        }
        return within;
    }

    private static Instant read(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException _) {
            throw new BadRequest("A time in a list's filter is written 2026-01-31 or 2026-01-31T10:00:00Z.");
        }
    }
}
