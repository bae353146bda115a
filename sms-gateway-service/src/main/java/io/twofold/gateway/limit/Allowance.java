package io.twofold.gateway.limit;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many messages in so much time; the time is a sliding window. Written {@code 40/PT1H}.
 *
 * @param messages 1 to 1000: each one in the window is kept as a timestamp
 * @param window one second to 7 days
 */
public record Allowance(int messages, Duration window) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,4})/(P\\S+)");
    private static final int MOST = 1000;
    private static final Duration LONGEST = Duration.ofDays(7);

    public Allowance {
        boolean sane = messages >= 1
                && messages <= MOST
                && window.compareTo(Duration.ofSeconds(1)) >= 0
                && window.compareTo(LONGEST) <= 0;
        if (!sane) {
            throw new IllegalArgumentException("An allowance is 1 to 1000 messages in one second to 7 days");
        }
    }

    /**
     * Reads {@code <messages>/<ISO 8601 duration>}.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Allowance parse(CharSequence text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not an allowance such as 40/PT1H: " + text);
        }
        try {
            return new Allowance(Integer.parseInt(parts.group(1)), Duration.parse(parts.group(2)));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Not an allowance such as 40/PT1H: " + text, e);
        }
    }
}
