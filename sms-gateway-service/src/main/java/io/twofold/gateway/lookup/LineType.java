package io.twofold.gateway.lookup;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Kinds of line. */
enum LineType {
    MOBILE,
    LANDLINE,
    /** One or the other: in some countries the number doesn't tell. */
    LANDLINE_OR_MOBILE,
    VOIP,
    PREMIUM,
    TOLL_FREE,
    SHARED_COST,
    /** Follows a person from line to line. */
    PERSONAL,
    /** A company's number for all its lines (universal access number). */
    SWITCHBOARD,
    PAGER,
    VOICEMAIL,
    UNKNOWN;

    /** As the API writes it. */
    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
