package io.twofold.simulator.phone;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The receipts that were sent for a message and taken, in order. Safe for any number of threads. */
public final class ReceiptTrail {

    private final List<String> words = new CopyOnWriteArrayList<>();

    /** Adds one, in the provider's own word. */
    public void add(String word) {
        words.add(word);
    }

    @JsonValue
    public List<String> words() {
        return List.copyOf(words);
    }
}
