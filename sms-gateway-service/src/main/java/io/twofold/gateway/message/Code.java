package io.twofold.gateway.message;

import org.jspecify.annotations.Nullable;

/** A one-time code on its way to a person. It shows itself to nobody else: {@link #digits()} must be asked for. */
public final class Code {

    private static final String FORM = "[0-9]{6}";

    private final String digits;

    /**
     * A code.
     *
     * @param digits six ASCII digits
     * @throws IllegalArgumentException if it is anything else
     */
    public Code(String digits) {
        if (!digits.matches(FORM)) {
            throw new IllegalArgumentException("A code is six digits");
        }
        this.digits = digits;
    }

    public String digits() {
        return digits;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Code code && code.digits.equals(digits);
    }

    @Override
    public int hashCode() {
        return digits.hashCode();
    }

    @Override
    public String toString() {
        return "******";
    }
}
