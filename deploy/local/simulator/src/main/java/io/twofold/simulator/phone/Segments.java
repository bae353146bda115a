package io.twofold.simulator.phone;

/**
 * Into how many short messages a text is cut, and in which alphabet (3GPP TS 23.038 and 23.040): 160 characters of GSM-7
 * or 70 of UCS-2 where one is enough, 153 or 67 in each of several.
 */
public record Segments(Alphabet alphabet, int count) {

    private static final String GSM_7 = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    /** Each takes an escape before it, so two places. */
    private static final String GSM_7_EXTENSION = "\f^{}\\[~]|€";

    /** The two alphabets of short messages. */
    public enum Alphabet {
        GSM_7("GSM-7", 160, 153),
        UCS_2("UCS-2", 70, 67);

        private final String word;
        private final int alone;
        private final int among;

        Alphabet(String word, int alone, int among) {
            this.word = word;
            this.alone = alone;
            this.among = among;
        }

        public String word() {
            return word;
        }
    }

    public static Segments of(String text) {
        Alphabet alphabet = text.codePoints().allMatch(Segments::isGsm7) ? Alphabet.GSM_7 : Alphabet.UCS_2;
        int all =
                text.codePoints().map(character -> places(character, alphabet)).sum();
        return new Segments(alphabet, all <= alphabet.alone ? 1 : cut(text, alphabet));
    }

    /** A character of two places is never cut in the middle. */
    private static int cut(String text, Alphabet alphabet) {
        int segments = 1;
        int used = 0;
        for (int character : text.codePoints().toArray()) {
            int places = places(character, alphabet);
            if (used + places > alphabet.among) {
                segments++;
                used = 0;
            }
            used += places;
        }
        return segments;
    }

    private static int places(int character, Alphabet alphabet) {
        return switch (alphabet) {
            case GSM_7 -> GSM_7_EXTENSION.indexOf(character) >= 0 ? 2 : 1;
            case UCS_2 -> Character.charCount(character);
        };
    }

    private static boolean isGsm7(int character) {
        return GSM_7.indexOf(character) >= 0 || GSM_7_EXTENSION.indexOf(character) >= 0;
    }
}
