package io.twofold.otp.number;

import java.util.Locale;

/** What a person should know of a number that is accepted all the same. */
public enum NumberWarning {
    PHONE_NUMBER_RECENTLY_CHANGED(
            "The SIM card of this number was changed lately. If that wasn't you, call your carrier now."),
    INTERNET_PHONE_NUMBER("This is an internet telephone number. Whoever gets into its account gets your codes, too.");

    private final String text;

    NumberWarning(String text) {
        this.text = text;
    }

    /** As the API writes it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In words for the person. */
    public String text() {
        return text;
    }
}
