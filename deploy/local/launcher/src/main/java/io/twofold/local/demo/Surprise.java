package io.twofold.local.demo;

import java.io.Serial;

/** A step didn't do what it should; the message says what was expected and what came. */
final class Surprise extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    Surprise(String message) {
        super(message);
    }

    Surprise(String message, Throwable cause) {
        super(message, cause);
    }
}
