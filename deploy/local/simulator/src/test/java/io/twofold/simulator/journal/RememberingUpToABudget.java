package io.twofold.simulator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RememberingUpToABudget {

    private final Journal<Note> journal = new Journal<>(30);

    @Test
    void keepsTheOrderOfEachOwner() {
        journal.add(new Note("1", "ada", 10));
        journal.add(new Note("2", "bob", 10));
        journal.add(new Note("3", "ada", 10));

        assertThat(journal.of("ada")).extracting(Note::id).containsExactly("1", "3");
        assertThat(journal.all()).extracting(Note::id).containsExactly("1", "2", "3");
        assertThat(journal.owners()).containsExactly("ada", "bob");
    }

    @Test
    void forgetsTheOldestFirst() {
        journal.add(new Note("1", "ada", 10));
        journal.add(new Note("2", "bob", 10));
        journal.add(new Note("3", "bob", 11));

        assertThat(journal.find("1")).isEmpty();
        assertThat(journal.of("ada")).isEmpty();
        assertThat(journal.owners()).containsExactly("bob");
        assertThat(journal.all()).extracting(Note::id).containsExactly("2", "3");
    }

    @Test
    void keepsTheNewestHoweverHeavy() {
        journal.add(new Note("1", "ada", 10));
        journal.add(new Note("2", "ada", 1000));

        assertThat(journal.all()).extracting(Note::id).containsExactly("2");
    }

    @Test
    void hasRoomAgainAfterForgettingEverything() {
        journal.add(new Note("1", "ada", 30));
        journal.clear();
        journal.add(new Note("2", "ada", 20));
        journal.add(new Note("3", "ada", 10));

        assertThat(journal.of("ada")).extracting(Note::id).containsExactly("2", "3");
        assertThat(journal.find("1")).isEmpty();
    }

    private record Note(String id, String owner, long weight) implements Entry {}
}
