package io.twofold.kit.token;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who sent the request at hand, as {@link TokenFilter} found it. */
@RequestScoped
public class Caller {

    private @Nullable UserToken user;
    private @Nullable ServiceToken service;

    /**
     * The person.
     *
     * @throws IllegalStateException on an endpoint that isn't a {@link UserCall}
     */
    public UserToken user() {
        if (user == null) {
            throw new IllegalStateException("Not a user call");
        }
        return user;
    }

    /**
     * The service.
     *
     * @throws IllegalStateException on an endpoint that isn't a {@link ServiceCall}
     */
    public ServiceToken service() {
        if (service == null) {
            throw new IllegalStateException("Not a service call");
        }
        return service;
    }

    void is(UserToken token) {
        user = token;
    }

    void is(ServiceToken token) {
        service = token;
    }
}
