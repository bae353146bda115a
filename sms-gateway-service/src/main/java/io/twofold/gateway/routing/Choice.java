package io.twofold.gateway.routing;

import io.twofold.gateway.provider.MessageProvider;
import java.time.Instant;

/** Who is to be asked to carry a message. */
public sealed interface Choice {

    /** That one, now. */
    record Ask(MessageProvider provider) implements Choice {}

    /** Somebody, as soon as a hand is free. */
    record Busy() implements Choice {}

    /**
     * Somebody, but not yet: all are left alone for now.
     *
     * @param at when to see again
     */
    record Later(Instant at) implements Choice {}

    /** Nobody carries such a message here. */
    record Nobody() implements Choice {}
}
