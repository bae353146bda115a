package io.twofold.identity.session;

import java.util.Locale;

/** Why sessions ended, as {@code SessionsEnded} says it. */
public enum EndReason {
    SIGNED_OUT,
    ENDED_BY_OWNER,
    REVOKED,
    REFRESH_TOKEN_REPLAYED,
    SIGN_IN_REPEATED,
    PASSWORD_CHANGED,
    TWO_FACTOR_ENABLED,
    TWO_FACTOR_UNDONE,
    DEVICE_REMOVED,
    ACCOUNT_DELETED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
