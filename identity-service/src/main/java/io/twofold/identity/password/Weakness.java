package io.twofold.identity.password;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a password isn't good enough. */
public enum Weakness {
    TOO_SHORT,
    TOO_LONG,
    TOO_COMMON,
    LIKE_EMAIL,
    LIKE_PRODUCT_NAME;

    /** As the member {@code reasons} of the problem {@code weak_password} has it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
