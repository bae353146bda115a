package io.twofold.gateway.delivery;

import io.twofold.gateway.message.Channel;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a worker has taken upon itself: to hand a delivery over, or to look for one that may have been. A copy of the row, which
 * isn't locked meanwhile.
 *
 * @param attempt number of the attempt
 * @param purpose what its code is for; absent where it carries none
 * @param startedAt when the attempt began
 */
record Job(
        Kind kind,
        UUID deliveryId,
        int attempt,
        String provider,
        Channel channel,
        String country,
        String locale,
        @Nullable String purpose,
        Instant createdAt,
        Instant startedAt,
        Instant expiresAt,
        Sealed content) {

    enum Kind {
        HAND_OVER,
        LOOK_FOR
    }

    static Job of(Kind kind, Delivery delivery, String provider, Instant startedAt, Sealed content) {
        return new Job(
                kind,
                delivery.id(),
                delivery.attempts(),
                provider,
                delivery.channel(),
                delivery.country(),
                delivery.locale(),
                delivery.purpose(),
                delivery.createdAt(),
                startedAt,
                delivery.expiresAt(),
                content);
    }
}
