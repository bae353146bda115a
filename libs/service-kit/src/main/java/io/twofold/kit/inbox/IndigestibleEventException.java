package io.twofold.kit.inbox;

import java.io.Serial;

/** An event that is well-formed but can never be applied, such as a sealed part that no key opens. */
public final class IndigestibleEventException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * @param reason why, for an operator; it goes into the dead letter's headers, so no personal data
     */
    public IndigestibleEventException(String reason) {
        super(reason);
    }
}
