package io.twofold.otp.conversion;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What sums can be told apart by. */
enum Dimension {
    COUNTRY,
    PREFIX,
    PURPOSE,
    CLIENT;

    /** As the API writes it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where the tallies keep it. */
    String column() {
        return word();
    }

    static Optional<Dimension> named(String word) {
        return Stream.of(values())
                .filter(dimension -> dimension.word().equals(word))
                .findFirst();
    }
}
