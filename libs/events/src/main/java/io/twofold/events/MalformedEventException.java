package io.twofold.events;

import java.io.Serial;

/**
 * A message that is not what the contract says, and never will be: a case for the dead-letter topic, not for a retry.
 * Its message names fields but repeats no value, and it has no cause, so that it may be logged and kept as the reason.
 */
public final class MalformedEventException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    MalformedEventException(String message) {
        super(message);
    }
}
