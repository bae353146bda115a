package io.twofold.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A provider took the message.
 *
 * @param deliveryId the delivery, as the gateway's API names it
 * @param challengeId the challenge whose code the message carried; absent where it was no code
 * @param send which send of that challenge, from 1; absent where the message was no code
 * @param provider the provider that took the message, or refused it: {@code twilio}, {@code smpp}
 * @param country ISO 3166-1 alpha-2 code of the number's country
 * @param occurredAt when the provider took, delivered or refused the message
 * @param reason why, in Twofold's own words for a provider's error; absent where nothing went wrong
 */
public record MessageSent(
        String deliveryId,
        @Nullable String challengeId,
        @Nullable Integer send,
        String provider,
        String country,
        Instant occurredAt,
        @Nullable String reason)
        implements SmsGatewayEvent {}
