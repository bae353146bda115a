package io.twofold.otp.challenge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a code is for. A code for one purpose is nothing to another. */
public enum Purpose {
    VERIFY_EMAIL,
    ENROLL_PHONE,
    SIGN_IN,
    RECOVERY,
    /** Whatever a client other than identity-service needs it for. */
    CUSTOM;

    /** The client id of identity-service, which alone knows who a person is. */
    static final String IDENTITY = "identity";

    /** All purposes but {@link #CUSTOM} are identity's, and that one is everybody else's. */
    boolean belongsTo(String client) {
        return client.equals(IDENTITY) != (this == CUSTOM);
    }

    /** Whether an account may already trust the number: where it is only being proven, it can't. */
    boolean canBeProven() {
        return this == SIGN_IN || this == RECOVERY;
    }

    /** Whether a code lets somebody into an account, so that whoever has the number now must be whom it trusts. */
    boolean opensAnAccount() {
        return this == SIGN_IN || this == RECOVERY;
    }

    /** As the API and the events write it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
