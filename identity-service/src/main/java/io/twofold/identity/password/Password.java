package io.twofold.identity.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;

/** A password as a person typed it, in Unicode's composed form (NIST SP 800-63B-4 §3.1.1.2). Never shows itself. */
public final class Password {

    private final String text;

    private Password(String text) {
        this.text = text;
    }

    public static Password of(String typed) {
        return new Password(Normalizer.normalize(typed, Normalizer.Form.NFC));
    }

    int codePoints() {
        return text.codePointCount(0, text.length());
    }

    String text() {
        return text;
    }

    byte[] bytes() {
        return text.getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return "******";
    }
}
