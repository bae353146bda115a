package io.twofold.gateway.provider.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A carrier's words as a reason of ours: a few lower-case words joined by underscores, no personal data. */
final class Reasons {

    private static final int LONGEST = 40;
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    /** As long as this it may be a part of a telephone number, or a code. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{6}");

    private Reasons() {}

    /** Empty if they hold no word, or what might be a number. */
    static Optional<String> of(String words) {
        if (words.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = OTHERS.matcher(words.toLowerCase(Locale.ROOT)).replaceAll("_");
        String reason = plain.replaceAll("^_+|_+$", "");
        boolean telling = NUMBER.matcher(reason.replace("_", "")).find();
        return reason.isEmpty() || telling ? Optional.empty() : Optional.of(reason);
    }
}
