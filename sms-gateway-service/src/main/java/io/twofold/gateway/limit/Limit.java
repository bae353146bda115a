package io.twofold.gateway.limit;

import java.util.Locale;

/** What a message may run into. */
public enum Limit {
    NUMBER,
    COUNTRY,
    SPEND_AN_HOUR,
    SPEND_A_DAY;

    /** As deliveries, events and metrics write it. */
    public String reason() {
        return "limit_" + name().toLowerCase(Locale.ROOT);
    }
}
