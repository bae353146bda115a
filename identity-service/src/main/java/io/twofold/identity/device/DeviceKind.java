package io.twofold.identity.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a device is. */
public enum DeviceKind {
    @JsonProperty("phone")
    PHONE,
    @JsonProperty("tablet")
    TABLET,
    @JsonProperty("computer")
    COMPUTER,
    @JsonProperty("browser")
    BROWSER;

    /** As API and events spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
