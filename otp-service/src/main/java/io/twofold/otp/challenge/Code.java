package io.twofold.otp.challenge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Six digits that a person types. Never logged: its text form hides them.
 *
 * @param digits six ASCII digits
 */
record Code(String digits) {

    /** What a code looks like. */
    static final String FORM = "[0-9]{6}";

    private static final Pattern PATTERN = Pattern.compile(FORM);
    private static final int COUNT = 1_000_000;

    Code {
        if (!PATTERN.matcher(digits).matches()) {
            throw new IllegalArgumentException("A code is six digits");
        }
    }

    /** Every code as likely as any other. */
    static Code random(SecureRandom random) {
        return new Code(Integer.toString(COUNT + random.nextInt(COUNT)).substring(1));
    }

    @Override
    @JsonValue
    public String digits() {
        return digits;
    }

    @Override
    public String toString() {
        return "******";
    }
}
