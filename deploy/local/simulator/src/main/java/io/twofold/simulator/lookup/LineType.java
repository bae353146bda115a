package io.twofold.simulator.lookup;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of line that look-up providers tell apart. */
public enum LineType {
    MOBILE("mobile"),
    LANDLINE("landline"),
    VOIP("voip"),
    PREMIUM("premium"),
    TOLL_FREE("tollFree"),
    SHARED_COST("sharedCost"),
    PERSONAL("personal"),
    UAN("uan"),
    PAGER("pager"),
    VOICEMAIL("voicemail"),
    UNKNOWN("unknown");

    private final String word;

    LineType(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    static Optional<LineType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }
}
