package io.twofold.kit.inbox;

import io.opentelemetry.context.Context;
import io.twofold.events.Envelope;
import io.twofold.events.Event;
import java.util.List;

/** A handler of many that is given one at a time. */
record OneByOne(EventsHandler handler) implements EventHandler {

    @Override
    public boolean concerns(Event fact) {
        return handler.concerns(fact);
    }

    @Override
    public void prepare(Envelope<Event> event) {
        handler.prepare(List.of(received(event)));
    }

    @Override
    public void apply(Envelope<Event> event) {
        handler.apply(List.of(received(event)));
    }

    private static Received received(Envelope<Event> event) {
        return new Received(event, Context.current());
    }
}
