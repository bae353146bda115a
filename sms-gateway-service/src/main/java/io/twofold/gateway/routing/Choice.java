package io.twofold.gateway.routing;

import io.twofold.gateway.provider.MessageProvider;
import java.time.Instant;

/** Who is to be asked to carry a message. */
public sealed interface Choice {

    /** That one, now. */
    record Ask(MessageProvider provider) implements Choice {}

    /**
     * Somebody, as soon as a hand is free.
     *
     * @param until when to see again at the latest: then somebody else may be asked
     */
    record Busy(Instant until) implements Choice {}

    /**
     * Somebody, but not yet: all are left alone for now.
     *
     * @param at when to see again
     */
    record Later(Instant at) implements Choice {}

    /** Nobody is left to be asked: the rest have refused it, or are switched off, or there are none. */
    record Nobody() implements Choice {}
}
