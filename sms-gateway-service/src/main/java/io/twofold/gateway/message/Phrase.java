package io.twofold.gateway.message;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with gaps such as <code>{brand}</code>. All gaps are filled at once: what is filled in is never read for gaps
 * again.
 *
 * <p>Where the language is written from right to left, what is filled in stands between marks that keep its own direction
 * (Unicode Standard Annex 9, isolates), so that a name or a code in Latin letters and digits doesn't tear the sentence
 * apart; and if the sentence itself doesn't begin with a letter of that direction, a mark in front does.
 *
 * @param pattern the sentence
 * @param rightToLeft whether its language is written so
 */
record Phrase(String pattern, boolean rightToLeft) {

    private static final Pattern GAP = Pattern.compile("\\{([A-Za-z][A-Za-z0-9]*)}");
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_ISOLATE = '\u2069';
    private static final char RIGHT_TO_LEFT_MARK = '\u200F';

    /** The names of its gaps. */
    Set<String> gaps() {
        Set<String> names = new TreeSet<>();
        GAP.matcher(pattern).results().forEach(gap -> names.add(gap.group(1)));
        return names;
    }

    /** The sentence to be read. A gap that no value is given for stays as it is. */
    String written(Map<String, String> values) {
        if (!rightToLeft) {
            return spoken(values);
        }
        String filled = GAP.matcher(pattern).replaceAll(gap -> quoted(isolated(gap, values)));
        return beginsRightToLeft() ? filled : RIGHT_TO_LEFT_MARK + filled;
    }

    /** The sentence to be heard: without marks. */
    String spoken(Map<String, String> values) {
        return GAP.matcher(pattern).replaceAll(gap -> quoted(value(gap, values)));
    }

    private static String isolated(MatchResult gap, Map<String, String> values) {
        return FIRST_STRONG_ISOLATE + value(gap, values) + POP_ISOLATE;
    }

    private static String value(MatchResult gap, Map<String, String> values) {
        return values.getOrDefault(gap.group(1), gap.group());
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }

    /** By its first letter outside of gaps (rules P2 and P3 of the annex). */
    private boolean beginsRightToLeft() {
        return GAP.matcher(pattern)
                .replaceAll("")
                .codePoints()
                .map(Character::getDirectionality)
                .filter(direction -> direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT || isRightToLeft(direction))
                .mapToObj(Phrase::isRightToLeft)
                .findFirst()
                .orElse(false);
    }

    private static boolean isRightToLeft(int direction) {
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
