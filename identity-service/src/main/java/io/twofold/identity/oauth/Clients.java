package io.twofold.identity.oauth;

import io.quarkus.runtime.Startup;
import io.twofold.identity.secret.OpaqueToken;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The confidential clients of configuration. Their secrets are random, so a plain hash of each is kept. */
@Startup
@Singleton
class Clients {

    private static final int SHORTEST_SECRET = 32;

    /**
     * A client that showed its secret.
     *
     * @param scopes what it may ask for
     */
    record Client(String id, Set<Scope> scopes) {}

    private final Map<String, Client> known;
    private final Map<String, byte[]> secretDigests;

    Clients(ClientsConfig config) {
        known = config.byId().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> new Client(entry.getKey(), scopes(entry.getKey(), entry.getValue()))));
        secretDigests = config.byId().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> secretDigest(entry.getKey(), entry.getValue())));
    }

    /** Empty for an unknown client as for a wrong secret. */
    Optional<Client> authenticate(String id, String secret) {
        byte[] presented = OpaqueToken.sha256(secret);
        return Optional.ofNullable(known.get(id))
                .filter(client -> MessageDigest.isEqual(secretDigests.get(id), presented));
    }

    private static byte[] secretDigest(String id, ClientsConfig.Client config) {
        if (config.secret().length() < SHORTEST_SECRET) {
            throw new IllegalStateException(
                    "twofold.clients.\"" + id + "\".secret must have at least " + SHORTEST_SECRET + " characters");
        }
        return OpaqueToken.sha256(config.secret());
    }

    private static Set<Scope> scopes(String id, ClientsConfig.Client config) {
        return config.scopes().stream()
                .flatMap(words -> Arrays.stream(words.split("[ ,]+")))
                .filter(word -> !word.isEmpty())
                .map(word -> Scope.of(word)
                        .orElseThrow(() -> new IllegalStateException(
                                "twofold.clients.\"" + id + "\".scopes: there is no scope " + word)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
