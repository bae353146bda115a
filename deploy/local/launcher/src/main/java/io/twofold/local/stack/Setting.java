package io.twofold.local.stack;

import java.util.Optional;

/**
 * A setting from the command line.
 *
 * @param only the service it is for; all of them if empty
 */
public record Setting(Optional<Service> only, String key, String value) {

    boolean isFor(Service service) {
        return only.isEmpty() || only.get() == service;
    }
}
