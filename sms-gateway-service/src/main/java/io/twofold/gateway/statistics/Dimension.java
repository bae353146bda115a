package io.twofold.gateway.statistics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What messages are told apart by. */
enum Dimension {
    COUNTRY("country"),
    /** The number without its last four digits. */
    PREFIX("prefix"),
    /** Who was asked last; {@code none} where nobody was. */
    PROVIDER("coalesce(provider, 'none')"),
    CHANNEL("lower(channel)"),
    CLIENT("client"),
    /** What the code was for, or the template's name. */
    PURPOSE("coalesce(purpose, template, 'none')");

    private final String expression;

    Dimension(String expression) {
        this.expression = expression;
    }

    /** In SQL, over the columns of a delivery. */
    String expression() {
        return expression;
    }

    static Optional<Dimension> of(String word) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.word().equals(word))
                .findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Dimension::word).collect(Collectors.joining(", "));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
