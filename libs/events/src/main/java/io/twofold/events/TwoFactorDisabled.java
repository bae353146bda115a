package io.twofold.events;

import java.time.Instant;

/**
 * Two-factor authentication was turned off; trusted numbers and device trust are erased.
 *
 * @param disabledAt tokens older than this are no proof of two-factor authentication
 * @param reason who turned it off, and how: {@code turned_off}, {@code undone}
 */
public record TwoFactorDisabled(Instant disabledAt, String reason) implements IdentityEvent {}
