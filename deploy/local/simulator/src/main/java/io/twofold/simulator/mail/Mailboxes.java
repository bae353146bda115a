package io.twofold.simulator.mail;

import io.twofold.simulator.journal.Journal;
import java.util.List;

/** All mailboxes; one comes into being with its first letter. */
public final class Mailboxes {

    private final Journal<Letter> letters;

    public Mailboxes(long budget) {
        this.letters = new Journal<>(budget);
    }

    void receive(Letter letter) {
        letters.add(letter);
    }

    /** The letters to that address, however it is written, oldest first. */
    public List<Letter> lettersTo(String address) {
        return letters.of(Address.folded(address));
    }

    /** All addresses, the one with the newest letter first. */
    public List<String> addresses() {
        return letters.owners();
    }

    void forget() {
        letters.clear();
    }
}
