package io.twofold.gateway.provider;

import io.twofold.gateway.message.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Someone who carries messages. Blocking and thread-safe; each call ends within the provider's own time-outs. */
public interface MessageProvider {

    /** Stable and short, such as {@code twilio}: in tables, events and addresses. */
    String id();

    /** What it can carry. */
    Set<Channel> channels();

    /**
     * Asks it to take a message, once: an adapter never repeats the request by itself. Does not throw: whatever isn't
     * surely a refusal is {@link Handover.Unclear}.
     */
    Handover handOver(OutboundMessage message);

    /**
     * Looks through the provider's own list for a message whose handing over was unclear. An empty answer proves nothing.
     *
     * @param since when the provider was asked to take it
     * @return whatever may be that message, as far as the provider can tell messages apart
     * @throws io.twofold.kit.problem.UnavailableException if it can't be asked now
     */
    List<Report> find(OutboundMessage message, Instant since);
}
