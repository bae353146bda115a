package io.twofold.events;

/**
 * An operator unlocked the account.
 */
public record AccountUnlocked() implements IdentityEvent {}
