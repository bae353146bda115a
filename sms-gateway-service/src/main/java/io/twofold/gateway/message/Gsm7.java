package io.twofold.gateway.message;

/**
 * The default alphabet of short messages and its extension (3GPP TS 23.038 §6.2.1). A character of the extension travels as
 * an escape and itself: two places, never parted.
 */
public final class Gsm7 {

    private static final int ESCAPE = 0x1B;

    /** In the order of their septets, without the escape. */
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final String EXTENSION = "\f^{}\\[~]|€";
    /** The septet that follows the escape, for each of these. */
    private static final int[] EXTENDED = {0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65};

    private Gsm7() {}

    public static boolean has(int character) {
        return BASIC.indexOf(character) >= 0 || EXTENSION.indexOf(character) >= 0;
    }

    /** How many places a character of it takes: 1 or 2. */
    public static int width(int character) {
        return EXTENSION.indexOf(character) < 0 ? 1 : 2;
    }

    /**
     * The septets of a text, each in an octet of its own.
     *
     * @throws IllegalArgumentException if a character isn't in the alphabet
     */
    public static byte[] octets(String text) {
        byte[] octets = new byte[text.codePoints().map(Gsm7::width).sum()];
        int length = 0;
        for (int character : text.codePoints().toArray()) {
            int extended = EXTENSION.indexOf(character);
            if (extended >= 0) {
                octets[length++] = ESCAPE;
                octets[length++] = (byte) EXTENDED[extended];
                continue;
            }
            int basic = BASIC.indexOf(character);
            if (basic < 0) {
                throw new IllegalArgumentException("Not in the alphabet");
            }
            octets[length++] = (byte) (basic < ESCAPE ? basic : basic + 1);
        }
        return octets;
    }
}
