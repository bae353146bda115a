package io.twofold.apppassword.apppassword;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What an app-specific password may be good for. */
public enum AppService {
    MAIL,
    CALENDAR,
    CONTACTS,
    /** Anything else; never implied, always chosen. */
    OTHER;

    /** What a password is good for when its owner chose nothing. */
    static final Set<AppService> USUAL = EnumSet.of(MAIL, CALENDAR, CONTACTS);

    /** The name on the wire. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> labels(Set<AppService> services) {
        return services.stream().map(AppService::label).toList();
    }

    /**
     * @throws IllegalArgumentException if a label is none of ours
     */
    static Set<AppService> ofLabels(List<String> labels) {
        return labels.stream()
                .map(label -> valueOf(label.toUpperCase(Locale.ROOT)))
                .collect(toCollection(() -> EnumSet.noneOf(AppService.class)));
    }

    /** As it stands in the table. */
    static String column(Set<AppService> services) {
        return services.stream().map(AppService::label).collect(joining(","));
    }

    /** Reads what {@link #column} wrote. */
    public static Set<AppService> ofColumn(String column) {
        return ofLabels(Arrays.asList(column.split(",", -1)));
    }
}
