package io.twofold.identity.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twofold.identity.oauth.Clients.Client;
import io.twofold.identity.session.OpenSession;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who sends a request to an OAuth endpoint: a client with its secret, a device without one, or somebody who claims to be. */
sealed interface Requester {

    /** A client that showed its secret, by Basic or in the form (RFC 6749 §2.3.1). */
    record Confidential(Client client) implements Requester {}

    /** A device of a person's. It has no secret; what it holds is a token. */
    record Device() implements Requester {}

    /** Neither. */
    record Unknown() implements Requester {}

    /** Finds out, from the header {@code Authorization} and the form. */
    static Requester of(@Nullable String authorization, Form form, Clients clients) {
        Optional<String> id = form.get("client_id");
        Optional<String> secret = form.get("client_secret");
        if (authorization != null) {
            return secret.isPresent() ? new Unknown() : basic(authorization, id, clients);
        }
        if (secret.isPresent()) {
            return id.flatMap(claimed -> clients.authenticate(claimed, secret.get()))
                    .<Requester>map(Confidential::new)
                    .orElseGet(Unknown::new);
        }
        return id.isEmpty() || id.get().equals(OpenSession.CLIENT_ID) ? new Device() : new Unknown();
    }

    private static Requester basic(String authorization, Optional<String> claimed, Clients clients) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return new Unknown();
        }
        try {
            String decoded = new String(
                    Base64.getDecoder().decode(authorization.substring(6).strip()), UTF_8);
            int colon = decoded.indexOf(':');
            if (colon < 0) {
                return new Unknown();
            }
            String id = URLDecoder.decode(decoded.substring(0, colon), UTF_8);
            String secret = URLDecoder.decode(decoded.substring(colon + 1), UTF_8);
            return clients.authenticate(id, secret)
                    .filter(client -> claimed.isEmpty() || claimed.get().equals(client.id()))
                    .<Requester>map(Confidential::new)
                    .orElseGet(Unknown::new);
        } catch (IllegalArgumentException _) {
            return new Unknown();
        }
    }
}
