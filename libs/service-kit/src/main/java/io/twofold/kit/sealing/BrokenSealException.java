package io.twofold.kit.sealing;

import java.io.Serial;

/** A sealed value that no key opens in the context it is found in: damaged, forged, or its key is gone. */
public final class BrokenSealException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    BrokenSealException(Throwable cause) {
        super("A sealed value can't be opened", cause);
    }
}
