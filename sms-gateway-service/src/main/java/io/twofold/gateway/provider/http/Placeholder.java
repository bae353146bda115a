package io.twofold.gateway.provider.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a template leaves open, written in braces. */
enum Placeholder {
    /** The number in E.164 form. */
    TO,
    /** Its digits alone. */
    TO_WITHOUT_PLUS,
    TEXT,
    FROM,
    /** Ours; a carrier that repeats it in its receipts lets us find every message again. */
    DELIVERY_ID,
    /** Where receipts go. */
    RECEIPT_URL,
    /** How long the message is worth bringing. */
    VALIDITY_SECONDS;

    static Optional<Placeholder> of(String word) {
        return Arrays.stream(values())
                .filter(placeholder -> placeholder.word().equals(word))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
