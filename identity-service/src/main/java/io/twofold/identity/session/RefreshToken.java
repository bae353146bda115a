package io.twofold.identity.session;

import io.twofold.identity.secret.OpaqueToken;
import java.util.UUID;

/** A refresh token that this service made, though maybe long ago. */
final class RefreshToken {

    private final UUID sessionId;
    private final String text;
    private final byte[] digest;

    RefreshToken(UUID sessionId, String text) {
        this.sessionId = sessionId;
        this.text = text;
        this.digest = OpaqueToken.sha256(text);
    }

    UUID sessionId() {
        return sessionId;
    }

    byte[] digest() {
        return digest;
    }

    /** The token itself, for its session only. */
    String text() {
        return text;
    }

    @Override
    public String toString() {
        return "******";
    }
}
