package io.twofold.identity.session;

import java.time.Instant;
import java.util.UUID;

/**
 * A refresh token that could be used now.
 *
 * @param expiresAt when its session ends if it isn't used
 */
public record RefreshTokenState(UUID sessionId, UUID accountId, String clientId, Instant expiresAt) {}
