package io.twofold.otp.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one send fared, as far as the gateway knows.
 *
 * @param send which send of the challenge, from 1
 * @param state how far it came: "sent", "delivered", "undelivered" or "failed"
 * @param provider who took the message, or refused it
 * @param reason why it went wrong, in Twofold's words
 * @param version of the gateway's delivery: of two reports the higher one counts
 */
record DeliveryReport(
        UUID challengeId,
        int send,
        String state,
        String provider,
        @Nullable String reason,
        Instant occurredAt,
        long version) {}
