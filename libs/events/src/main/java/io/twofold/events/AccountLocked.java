package io.twofold.events;

/**
 * An operator locked the account: nothing of it signs in.
 *
 * @param reason why, in the operator's terms
 */
public record AccountLocked(String reason) implements IdentityEvent {}
