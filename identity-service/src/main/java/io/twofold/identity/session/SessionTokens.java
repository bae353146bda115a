package io.twofold.identity.session;

import java.util.UUID;

/**
 * What a signed-in device holds, as the API gives it.
 *
 * @param id the session
 * @param accessToken a JWT (RFC 9068)
 * @param refreshToken good for one use
 * @param expiresIn life of the access token in seconds
 */
public record SessionTokens(UUID id, String accessToken, String refreshToken, long expiresIn) {

    @Override
    public String toString() {
        return "SessionTokens[id=" + id + "]";
    }
}
