package io.twofold.simulator.http;

/** Answers one kind of request; runs on a virtual thread, so it may block. */
@FunctionalInterface
public interface Handler {

    /**
     * Answers the request.
     *
     * @throws BadRequest where the request can't be understood
     */
    Answer handle(Request request);
}
