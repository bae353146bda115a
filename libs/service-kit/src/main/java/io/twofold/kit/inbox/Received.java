package io.twofold.kit.inbox;

import io.opentelemetry.context.Context;
import io.twofold.events.Envelope;
import io.twofold.events.Event;

/**
 * An event that is being digested.
 *
 * @param trace of what it brings about
 */
public record Received(Envelope<Event> event, Context trace) {}
