package io.twofold.simulator.http;

/** The request can't be understood; the message is a sentence for the person who wrote it, answered with 400. */
public final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BadRequest(String sentence) {
        super(sentence);
    }

    /** The sentence, for the caller's eyes. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
