package io.twofold.kit.inbox;

import io.twofold.events.Event;
import java.util.List;

/** What several events at once do to a service, in one transaction. One alone is a list of one. */
public interface EventsHandler {

    /** As {@link EventHandler#concerns}. */
    default boolean concerns(Event fact) {
        return true;
    }

    /**
     * As {@link EventHandler#prepare}, for all.
     *
     * @return whether they may have their effects together; else each is given its effect alone, which one always may
     */
    boolean prepare(List<Received> events);

    /**
     * Applies the effects of all, in the transaction at hand. None is among them twice, and none had its effect before; those of
     * a partition are in order.
     *
     * @throws IndigestibleEventException if one can never be applied; then each is tried alone
     */
    void apply(List<Received> events);
}
