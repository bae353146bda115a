package io.twofold.gateway.provider;

import io.twofold.gateway.message.Channel;
import io.twofold.gateway.provider.OutboundMessage.TextMessage;
import java.time.Duration;
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

    /** How many messages it may be asked to take at a time, at least 1; more would wait for one another. By default any number. */
    default int atATime() {
        return Integer.MAX_VALUE;
    }

    /** How long handing over may take; until then a worker that says nothing isn't dead. */
    Duration longestHandover();

    /**
     * Looks through the provider's own list for a text whose handing over was unclear. An empty answer proves nothing.
     * There is nothing like it for calls: what was spoken is in no list, and so any call to that number could be the one.
     *
     * @param since when the provider was asked to take it
     * @return whatever may be that message, as far as the provider can tell messages apart
     * @throws io.twofold.kit.problem.UnavailableException if it can't be asked now
     */
    List<Report> find(TextMessage message, Instant since);
}
