package io.twofold.gateway.message;

import java.util.Locale;

/**
 * How many short messages a text takes, which is what it costs (3GPP TS 23.038 §6.2, TS 23.040 §9.2.3.24.1): 160 places
 * of GSM-7 or 70 of UCS-2 in one; 153 or 67 in each of several, the rest being the header that joins them.
 *
 * @param encoding the alphabet the whole text travels in: one character outside GSM-7 makes it UCS-2
 * @param places septets of GSM-7 or UTF-16 code units
 * @param count segments, at least 1
 */
public record Segments(Encoding encoding, int places, int count) {

    /** The alphabets of short messages. */
    public enum Encoding {
        GSM_7(160, 153),
        UCS_2(70, 67);

        private final int alone;
        private final int joined;

        Encoding(int alone, int joined) {
            this.alone = alone;
            this.joined = joined;
        }

        /** As answers write it: {@code gsm_7}, {@code ucs_2}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Segments of(String text) {
        Encoding encoding = text.codePoints().allMatch(Gsm7::has) ? Encoding.GSM_7 : Encoding.UCS_2;
        int[] widths =
                text.codePoints().map(character -> width(character, encoding)).toArray();
        int places = 0;
        int count = 1;
        int used = 0;
        for (int width : widths) {
            places += width;
            if (used + width > encoding.joined) {
                count++;
                used = 0;
            }
            used += width;
        }
        return new Segments(encoding, places, places <= encoding.alone ? 1 : count);
    }

    private static int width(int character, Encoding encoding) {
        return switch (encoding) {
            case GSM_7 -> Gsm7.width(character);
            case UCS_2 -> Character.charCount(character);
        };
    }
}
