package io.twofold.identity.session;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A session as its owner sees it.
 *
 * @param current whether it is the one that asks
 * @param expiresAt when it ends if it isn't used any more
 */
@Schema(name = "Session")
public record SessionView(
        UUID id,
        boolean current,
        UUID deviceId,
        String deviceName,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt) {}
