package io.twofold.events;

import java.time.Instant;

/**
 * The account is gone. Whoever keeps something of it erases it within 24 hours.
 *
 * @param deletedAt when it was deleted
 */
public record AccountDeleted(Instant deletedAt) implements IdentityEvent {}
