package io.twofold.simulator.journal;

/** Something that happened and is worth remembering. */
public interface Entry {

    /** Unique within its journal. */
    String id();

    /** Whom it happened to: a phone number, an e-mail address. */
    String owner();

    /** About how many bytes of memory it takes. */
    long weight();
}
