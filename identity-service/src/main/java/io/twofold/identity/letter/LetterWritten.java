package io.twofold.identity.letter;

/** There is a letter to send, as soon as the transaction at hand has committed. */
record LetterWritten() {}
