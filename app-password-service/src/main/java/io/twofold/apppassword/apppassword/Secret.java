package io.twofold.apppassword.apppassword;

import io.twofold.kit.sealing.Fingerprinter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The 24 letters of an app-specific password: 112.8 bits, so that one keyed hash is enough (OWASP ASVS 5.0, 6.5.2), and
 * checking it one look-up.
 */
public final class Secret {

    /** How many letters there are, {@code a} to {@code z}. */
    public static final int LENGTH = 24;

    private static final int GROUP = 4;
    private static final int ALPHABET = 26;

    private final String letters;

    private Secret(String letters) {
        this.letters = letters;
    }

    /**
     * @param random cryptographically strong; {@code nextInt(bound)} is free of bias
     */
    static Secret generate(RandomGenerator random) {
        StringBuilder letters = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            letters.append((char) ('a' + random.nextInt(ALPHABET)));
        }
        return new Secret(letters.toString());
    }

    /**
     * Reads what a person pasted or a program sent: dashes of any kind, spaces and capitals don't matter.
     *
     * @return empty if that leaves anything but 24 letters, so that it is no app-specific password
     */
    public static Optional<Secret> parse(String typed) {
        StringBuilder letters = new StringBuilder(LENGTH);
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (isSeparator(c)) {
                continue;
            }
            char letter = c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
            if (letter < 'a' || letter > 'z' || letters.length() == LENGTH) {
                return Optional.empty();
            }
            letters.append(letter);
        }
        return letters.length() == LENGTH ? Optional.of(new Secret(letters.toString())) : Optional.empty();
    }

    /** As it is shown, once: {@code abcd-efgh-ijkl-mnop-qrst-uvwx}. */
    String grouped() {
        StringBuilder grouped = new StringBuilder();
        for (int i = 0; i < LENGTH; i += GROUP) {
            grouped.append(i == 0 ? "" : "-").append(letters, i, i + GROUP);
        }
        return grouped.toString();
    }

    /** What is kept of it, and found again by. */
    public byte[] digest(Fingerprinter fingerprinter) {
        return fingerprinter.of("app-password", letters);
    }

    private static boolean isSeparator(char c) {
        int type = Character.getType(c);
        return type == Character.DASH_PUNCTUATION || type == Character.SPACE_SEPARATOR || Character.isWhitespace(c);
    }

    @Override
    public String toString() {
        return "******";
    }
}
