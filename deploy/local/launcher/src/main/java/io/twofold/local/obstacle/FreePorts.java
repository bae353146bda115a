package io.twofold.local.obstacle;

import io.twofold.embedded.FreePort;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether the ports of the stack are free. */
public final class FreePorts {

    private FreePorts() {}

    /**
     * Checks all of them before anything is started.
     *
     * @param purposes what each port is for, in the order in which they are named to a person
     * @throws Obstacle if any is taken; says by whom, where this user may know
     */
    public static void require(Map<Integer, String> purposes) {
        var taken = purposes.entrySet().stream()
                .filter(entry -> !FreePort.isFree(entry.getKey()))
                .map(entry -> "%d (%s)%s".formatted(entry.getKey(), entry.getValue(), by(entry.getKey())))
                .collect(Collectors.joining(", "));
        if (!taken.isEmpty()) {
            throw new Obstacle(
                    "These ports are taken: " + taken + "; free them, or choose others with --port-offset 10000.");
        }
    }

    private static String by(int port) {
        return PortOwner.of(port)
                .map(process -> " by process %d, %s"
                        .formatted(process.pid(), process.info().command().orElse("unknown")))
                .orElse("");
    }
}
