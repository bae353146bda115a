package io.twofold.events;

import java.time.Instant;

/**
 * Codes are no longer sent within a scope, because what happens there looks like fraud.
 *
 * @param scope where: {@code country:} and an ISO 3166-1 code, or {@code prefix:} and numbers without their last four
 *     digits
 * @param reason what gave it away
 * @param until when sending begins again by itself
 */
public record SendingSuspended(String scope, String reason, Instant until) implements OtpEvent {}
