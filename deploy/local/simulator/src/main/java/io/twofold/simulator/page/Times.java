package io.twofold.simulator.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as the page shows them. */
final class Times {

    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {}

    static Html of(Instant time) {
        return Html.of("<time datetime=\"{}\" title=\"{}\">{}</time>", time, time, CLOCK.format(time));
    }
}
