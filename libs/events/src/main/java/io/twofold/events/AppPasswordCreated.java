package io.twofold.events;

import java.util.List;

/**
 * An app-specific password was made.
 *
 * @param appPasswordId the app-specific password's id
 * @param label what its owner calls it
 * @param services what it is good for: {@code mail}, {@code calendar}, {@code contacts}, or a service named by itself
 * @param ipAddress where the request came from
 */
public record AppPasswordCreated(String appPasswordId, String label, List<String> services, String ipAddress)
        implements AppPasswordEvent {
    public AppPasswordCreated {
        services = List.copyOf(services);
    }
}
