package io.twofold.simulator.provider;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The ways a provider can behave. */
public enum Mode {
    /** Does what it should. */
    OK,
    /** Takes the message at once but answers late: a client that gives up first doesn't know what became of it. */
    SLOW,
    /** Takes nothing and says that it is out of order: a later try may succeed. */
    FAIL,
    /** Takes nothing and says that it never will, or, with a delivery error, takes it and reports it undelivered. */
    REJECT,
    /** Says that it took the message; it never arrives, and no receipt comes. */
    LOSE,
    /** Takes the message and ends the connection without an answer; it arrives, and receipts come. */
    DISCONNECT,
    /** Sends every receipt twice. */
    DUPLICATE_RECEIPTS,
    /** Sends the receipts of a message in the wrong order, the last one first. */
    REORDER_RECEIPTS;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Mode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }
}
