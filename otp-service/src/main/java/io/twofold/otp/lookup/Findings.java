package io.twofold.otp.lookup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of a look-up. */
public sealed interface Findings {

    /**
     * The gateway answered.
     *
     * @param simSwappedAt absent where unknown, which doesn't mean never
     * @param isAll whether everybody answered who was to be asked
     */
    record Known(LineKind kind, @Nullable Instant simSwappedAt, boolean isAll) implements Findings {}

    /** Look-ups are switched off. */
    record NotAsked() implements Findings {}

    /** It was asked, and there was no answer. */
    record NoAnswer() implements Findings {}
}
