package io.twofold.otp.delivery;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a code reaches the person. */
public enum Channel {
    SMS,
    VOICE,
    /** The calling service gets the code and shows or mails it itself; no telephone is involved. */
    CALLER;

    /** As the API and the events write it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean needsNumber() {
        return this != CALLER;
    }
}
