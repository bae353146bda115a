package io.twofold.local.obstacle;

import java.io.Serial;

/** Something only the person at the keyboard can clear away. Its message is one sentence for that person. */
public final class Obstacle extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public Obstacle(String sentence) {
        super(sentence);
    }

    public Obstacle(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
