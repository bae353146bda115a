package io.twofold.gateway.message;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may fill a gap of a template. Whoever chooses the values may be a stranger to the person who reads them, so that they
 * can neither break the line, nor turn the direction of writing, nor lead anywhere.
 *
 * @param maxLength in characters, from 1
 * @param mayLink whether it may hold the address of a page
 */
record Parameter(int maxLength, boolean mayLink) {

    /** Nothing that doesn't show, save the two joiners that Indic scripts and Persian are written with. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}&&[^\\u200C\\u200D]]");

    /** Letters and marks that don't show either (Unicode's default ignorables), beside those that choose how others look. */
    private static final Pattern BLANKS = Pattern.compile("[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u3164\\uFFA0]");

    /** What may stand between letters without parting them: joiners and variation selectors. */
    private static final Pattern JOINERS =
            Pattern.compile("[\\u200C\\u200D\\u180B-\\u180D\\u180F\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]");

    /** What phones make a link of: a scheme, or letters right after a dot, between Latin letters also an ideographic one; or four numbers. */
    private static final Pattern LINK = Pattern.compile(
            "[\\p{L}\\p{N}]:/|\\bwww\\.|[\\p{L}\\p{N}-]\\.\\p{L}{2,}|[a-z0-9-]\u3002[a-z]{2,}"
                    + "|\\b[0-9]{1,3}([.\u3002][0-9]{1,3}){3}\\b",
            Pattern.CASE_INSENSITIVE);

    /** What is wrong with a value, if anything is. */
    Optional<String> objection(String value) {
        if (JOINERS.matcher(value).replaceAll("").isBlank()) {
            return Optional.of("must not be empty");
        }
        if (value.codePointCount(0, value.length()) > maxLength) {
            return Optional.of("must have at most " + maxLength + " characters");
        }
        if (UNSEEN.matcher(value).find() || BLANKS.matcher(value).find()) {
            return Optional.of("must be visible characters on one line");
        }
        if (!mayLink && LINK.matcher(asAPhoneMayReadIt(value)).find()) {
            return Optional.of("must not hold a web address");
        }
        return Optional.empty();
    }

    /** Full-width and other forms of the same characters lead to the same place, and so may what a joiner parts. */
    private static String asAPhoneMayReadIt(String value) {
        return Normalizer.normalize(JOINERS.matcher(value).replaceAll(""), Normalizer.Form.NFKC);
    }
}
