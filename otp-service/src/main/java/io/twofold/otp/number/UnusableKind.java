package io.twofold.otp.number;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a valid number can't be used, in words for the person who typed it. */
public enum UnusableKind {
    PREMIUM("Calls and messages to this number cost extra. Use your own mobile or landline number."),
    SHARED_COST("This is a service number whose cost is shared. Use your own mobile or landline number."),
    TOLL_FREE("This is a toll-free number. Use your own mobile or landline number."),
    PAGER("This number belongs to a pager. Use your own mobile or landline number."),
    VOICEMAIL("This number reaches a mailbox. Use your own mobile or landline number."),
    SATELLITE("Numbers of satellite and international networks can't be used. Use a mobile or landline number."),
    FORWARDING("This number is forwarded to others. Use the mobile or landline number itself."),
    SWITCHBOARD("This number belongs to a company's switchboard. Use your own mobile or landline number."),
    VOIP("Internet telephone numbers can't be used. Use a mobile or landline number."),
    LANDLINE("This is a landline number, which takes no text messages. Choose a phone call, or use a mobile number.");

    private final String advice;

    UnusableKind(String advice) {
        this.advice = advice;
    }

    /** What is wrong with it and what to do. */
    public String advice() {
        return advice;
    }

    /** As the API writes it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
