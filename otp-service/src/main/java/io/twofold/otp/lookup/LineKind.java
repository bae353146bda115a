package io.twofold.otp.lookup;

import java.util.Arrays;
import java.util.Locale;

/** Kinds of line, as the gateway names them. */
public enum LineKind {
    MOBILE,
    LANDLINE,
    LANDLINE_OR_MOBILE,
    VOIP,
    PREMIUM,
    TOLL_FREE,
    SHARED_COST,
    PERSONAL,
    SWITCHBOARD,
    PAGER,
    VOICEMAIL,
    /** Nobody knows, or it was named after this was written. */
    UNKNOWN;

    static LineKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
