package io.twofold.benchmarks.load;

import java.io.Serial;

/** Something went otherwise than a measurement needs; the message is a sentence for people. */
public final class Unexpected extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public Unexpected(String message) {
        super(message);
    }

    public Unexpected(String message, Throwable cause) {
        super(message, cause);
    }
}
