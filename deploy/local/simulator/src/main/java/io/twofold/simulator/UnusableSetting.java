package io.twofold.simulator;

/** The simulator can't start as it was told to; the message is a sentence for whoever told it. */
final class UnusableSetting extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableSetting(String sentence) {
        super(sentence);
    }
}
