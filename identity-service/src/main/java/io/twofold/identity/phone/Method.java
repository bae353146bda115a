package io.twofold.identity.phone;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a code travels to a phone. */
public enum Method {
    /** A text message. */
    SMS("sms"),
    /** A call that speaks the code. */
    VOICE("tel");

    private final String authenticationMethod;

    Method(String authenticationMethod) {
        this.authenticationMethod = authenticationMethod;
    }

    /** Its name in the API, in events and at otp-service. */
    @JsonValue
    public String channel() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a token's {@code amr} says of it (RFC 8176 §2). */
    public String authenticationMethod() {
        return authenticationMethod;
    }
}
