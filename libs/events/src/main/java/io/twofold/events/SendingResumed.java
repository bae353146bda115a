package io.twofold.events;

/**
 * Codes are sent within a scope again.
 *
 * @param scope where, as {@code SendingSuspended} named it
 */
public record SendingResumed(String scope) implements OtpEvent {}
