package io.twofold.apppassword.apppassword;

import java.util.Locale;

/** What ended an app-specific password. */
public enum RevocationReason {
    /** Its owner. */
    REVOKED,
    PASSWORD_CHANGED,
    TWO_FACTOR_DISABLED,
    ACCOUNT_LOCKED,
    ACCOUNT_DELETED;

    /** The name on the wire. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
