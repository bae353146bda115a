package io.twofold.apppassword.account;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;

/** How e-mail addresses are compared: the local part case-folded, the domain in its A-label form (RFC 5890 §2.3.2.1). */
public final class EmailAddress {

    private EmailAddress() {}

    /**
     * The form in which two spellings of one address are equal.
     *
     * @param typed what a person typed, an address or not
     */
    public static String fold(String typed) {
        String text = typed.strip();
        if (isPlainAscii(text)) {
            return text.toLowerCase(Locale.ROOT);
        }
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        int at = composed.lastIndexOf('@');
        if (at < 0) {
            return foldCase(composed);
        }
        return foldCase(composed.substring(0, at)) + '@' + domain(composed.substring(at + 1));
    }

    private static String domain(String domain) {
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            return foldCase(domain); // no domain at all: equal to itself is all it needs to be
        }
    }

    /** Over upper case, so that the likes of "ß" and "SS", or the two lower-case sigmas, become one. */
    private static String foldCase(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static boolean isPlainAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
