package io.twofold.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds a port for a server that must know it before it starts. */
public final class FreePort {

    // Below the range from which systems take ports for outgoing connections, so that none of those gets in between.
    private static final int FIRST = 20_000;
    private static final int LAST = 30_000;
    private static final int TRIES = 100;

    private FreePort() {}

    /**
     * A port on which nobody listens now.
     *
     * @throws IllegalStateException if a hundred tries find none
     */
    public static int find() {
        for (var tries = 0; tries < TRIES; tries++) {
            var port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + FIRST + " and " + LAST);
    }

    /** Whether a server could listen there on the loopback interface now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
