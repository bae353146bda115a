package io.twofold.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A provider fails too often and is left alone for a while.
 *
 * @param provider the provider: {@code twilio}, {@code smpp}
 * @param country ISO 3166-1 alpha-2 code of the country concerned; absent where all are
 * @param until when it is tried again
 */
public record ProviderSuspended(String provider, @Nullable String country, Instant until) implements SmsGatewayEvent {}
