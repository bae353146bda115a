package io.twofold.local.supervision;

import io.twofold.embedded.Program;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What to keep running.
 *
 * @param name    unique; names its log, too
 * @param layer   says when it is stopped
 * @param program asked for anew at each start
 * @param ready   whether it does its work now; asked several times a second until it says yes
 */
public record Supervised(String name, Layer layer, Supplier<Program> program, BooleanSupplier ready) {

    /** Layers are stopped from the last to the first, what is in one layer all at once. */
    public enum Layer {
        /** What services stand on. */
        FOUNDATION,
        SERVICE
    }
}
