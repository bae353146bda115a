package io.twofold.events;

import java.time.Instant;

/**
 * The account password was changed or reset, and what was made with the old one ends.
 *
 * @param changedAt app-specific passwords made with a token whose {@code iat} is not later than this are dead
 * @param reason what changed it: {@code changed}, {@code reset}
 */
public record PasswordChanged(Instant changedAt, String reason) implements IdentityEvent {}
