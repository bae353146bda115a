package io.twofold.kit.problem;

import java.io.Serial;

/**
 * Something that this service needs (another service, a provider) doesn't answer. Answered as 503
 * {@code temporarily_unavailable} with {@code Retry-After}; an event whose effect throws it is tried again.
 */
public final class UnavailableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    public UnavailableException(String what, Throwable cause) {
        super(what, cause);
    }

    public UnavailableException(String what) {
        super(what);
    }
}
