package io.twofold.kit.inbox;

import io.twofold.events.Envelope;
import io.twofold.events.Event;
import org.jspecify.annotations.Nullable;

/** What an event does to a service. */
@FunctionalInterface
public interface EventHandler {

    /**
     * Whether the fact can have an effect here. One that can't is passed over: it costs no transaction and leaves no trace.
     * Whoever does something in {@link #givenUp} that a replay undoes is concerned by any.
     */
    default boolean concerns(Event fact) {
        return true;
    }

    /**
     * Called before each transaction that {@link #apply} joins, also for an event that turns out to have had its effect: for what
     * must not wait for a connection while that transaction holds one.
     *
     * @throws IndigestibleEventException if it can never be applied
     */
    default void prepare(Envelope<Event> event) {}

    /**
     * Applies the event's effect, in the transaction at hand.
     *
     * @throws IndigestibleEventException if it can never be applied
     */
    void apply(Envelope<Event> event);

    /**
     * Called in the transaction that gives the event up, for a service that must stay safe without its effect.
     *
     * @param eventId the {@code ce_id}, a UUID, under which the event will be replayed; absent if it had none
     * @param type the {@code ce_type} as it came, absent if even that was
     * @param accountId the account it was about, a UUID, where that much could be read
     */
    default void givenUp(@Nullable String eventId, @Nullable String type, @Nullable String accountId) {}
}
