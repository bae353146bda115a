package io.twofold.simulator.provider;

import io.twofold.simulator.http.Router;
import java.io.IOException;

/**
 * One provider of the outside world, speaking its own protocol: over HTTP by adding routes, or over a port of its own by
 * opening it in {@link #start()}.
 */
public interface Provider extends AutoCloseable {

    /** Its behaviour and counts; {@link Conduct#provider()} is its id. */
    Conduct conduct();

    /** Adds what it answers on the simulator's HTTP port. */
    default void addTo(Router router) {}

    /**
     * Opens the port it has for itself.
     *
     * @throws IOException where the port can't be had
     */
    default void start() throws IOException {}

    /** Forgets every message it ever took. */
    void forget();

    @Override
    void close();
}
