package io.twofold.simulator.phone;

import io.twofold.simulator.journal.Journal;
import java.util.List;

/** All phones; one comes into being with its first message. */
public final class Phones {

    private final Journal<PhoneMessage> messages;

    public Phones(long budget) {
        this.messages = new Journal<>(budget);
    }

    public void receive(PhoneMessage message) {
        messages.add(message);
    }

    /** What that phone received, oldest first. */
    public List<PhoneMessage> messagesOf(String number) {
        return messages.of(number);
    }

    /** The numbers of all phones, the one with the newest message first. */
    public List<String> numbers() {
        return messages.owners();
    }

    public void forget() {
        messages.clear();
    }
}
