package io.twofold.simulator.provider;

import java.time.Duration;

/** Real time that passes, as it does in the outside world. */
public final class Pause {

    private Pause() {}

    /** Waits; an interrupt (the simulator stops) ends the wait and stays set. */
    public static void of(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
