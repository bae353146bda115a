package io.twofold.events;

/**
 * The account has another e-mail address, confirmed by a code sent there.
 *
 * @param email the new address. Compare addresses case-folded, with the domain in its A-label form
 */
public record EmailChanged(String email) implements IdentityEvent {}
