package io.twofold.events;

import java.time.Instant;

/**
 * Two-factor authentication was turned on: a password alone no longer signs in.
 *
 * @param method how the code came that proved the number: {@code sms}, {@code voice}
 * @param phoneNumberId the first trusted phone number
 * @param enabledAt when it was turned on
 */
public record TwoFactorEnabled(String method, String phoneNumberId, Instant enabledAt) implements IdentityEvent {}
