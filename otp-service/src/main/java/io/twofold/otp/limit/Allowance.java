package io.twofold.otp.limit;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many sends in so much time; the time is a sliding window. Written {@code 5/PT10M}.
 *
 * @param sends 1 to 1000: each one in the window is kept as a timestamp
 * @param window one second to 7 days
 */
public record Allowance(int sends, Duration window) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,4})/(P\\S+)");
    private static final int MAX_SENDS = 1000;
    private static final Duration MAX_WINDOW = Duration.ofDays(7);

    public Allowance {
        boolean sane = sends >= 1
                && sends <= MAX_SENDS
                && window.compareTo(Duration.ofSeconds(1)) >= 0
                && window.compareTo(MAX_WINDOW) <= 0;
        if (!sane) {
            throw new IllegalArgumentException("An allowance is 1 to 1000 sends in one second to 7 days");
        }
    }

    /**
     * Reads {@code <sends>/<ISO 8601 duration>}.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Allowance parse(CharSequence text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not an allowance such as 5/PT10M: " + text);
        }
        try {
            return new Allowance(Integer.parseInt(parts.group(1)), Duration.parse(parts.group(2)));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Not an allowance such as 5/PT10M: " + text, e);
        }
    }
}
