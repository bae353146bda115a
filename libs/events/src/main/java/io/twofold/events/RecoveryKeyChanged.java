package io.twofold.events;

/**
 * The account's recovery key was set, replaced or removed.
 *
 * @param set whether the account has a recovery key now
 */
public record RecoveryKeyChanged(boolean set) implements IdentityEvent {}
