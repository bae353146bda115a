package io.twofold.identity.oauth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;

/** {@code twofold.clients."<id>".*}: the services that may get tokens here. */
@ConfigMapping(prefix = "twofold.clients")
public interface ClientsConfig {

    /** By client id. */
    @WithParentName
    Map<String, Client> byId();

    /** One client. */
    interface Client {

        /** At least 32 characters from a generator, not from a person; no default. */
        String secret();

        /** What it may ask for, separated by spaces or commas. */
        Optional<String> scopes();
    }
}
