package io.twofold.gateway.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Locale;

/**
 * One circuit: closed while messages go through, open while they don't, half open while one of them tries. Thread-safe.
 */
final class Breaker {

    /** Where it stands. */
    enum State {
        CLOSED,
        OPEN,
        /** One message is trying; the rest still keep away. */
        HALF_OPEN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Where it stands.
     *
     * @param until when the next message may try; the beginning of time while it is closed
     */
    record Standing(State state, Instant until) {}

    private final RoutingConfig.Circuit config;
    private final BitSet failed;
    private int position;
    private int seen;
    private int inARow;
    private State state = State.CLOSED;
    private Instant until = Instant.MIN;
    private Duration wait;

    Breaker(RoutingConfig.Circuit config) {
        this.config = config;
        this.failed = new BitSet(config.window());
        this.wait = config.openFor();
    }

    /** Whether a message that came now would be let through. Changes nothing. */
    synchronized boolean wouldLet(Instant now) {
        return state == State.CLOSED || !now.isBefore(until);
    }

    /**
     * Lets a message through, or not. One that goes through an open circuit is its trial; if nobody lives to tell how it
     * went, the next may try after the same wait.
     */
    synchronized boolean let(Instant now) {
        if (!wouldLet(now)) {
            return false;
        }
        if (state != State.CLOSED) {
            state = State.HALF_OPEN;
            until = now.plus(wait);
        }
        return true;
    }

    /** It went through: closes the circuit that was trying. What was under way when it opened proves nothing. */
    synchronized void succeeded() {
        if (state == State.OPEN) {
            return;
        }
        if (state == State.HALF_OPEN) {
            close();
        }
        inARow = 0;
        remember(false);
    }

    /** @return whether that has opened it */
    synchronized boolean failed(Instant now) {
        if (state == State.OPEN) {
            return false;
        }
        if (state == State.HALF_OPEN) {
            Duration doubled = wait.multipliedBy(2);
            wait = doubled.compareTo(config.longestOpenFor()) < 0 ? doubled : longest();
            return open(now);
        }
        inARow++;
        remember(true);
        boolean often = seen == config.window() && failed.cardinality() * 100 >= config.failureRate() * config.window();
        return (inARow >= config.failures() || often) && open(now);
    }

    synchronized Standing standing() {
        return new Standing(state, until);
    }

    private boolean open(Instant now) {
        state = State.OPEN;
        until = now.plus(wait);
        return true;
    }

    private void close() {
        state = State.CLOSED;
        until = Instant.MIN;
        wait = config.openFor();
        failed.clear();
        seen = 0;
        inARow = 0;
    }

    private void remember(boolean failure) {
        failed.set(position, failure);
        position = (position + 1) % config.window();
        seen = Math.min(seen + 1, config.window());
    }

    /** Never shorter than the first wait, whatever the settings. */
    private Duration longest() {
        return config.longestOpenFor().compareTo(config.openFor()) < 0 ? config.openFor() : config.longestOpenFor();
    }
}
