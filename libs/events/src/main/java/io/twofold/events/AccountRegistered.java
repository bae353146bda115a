package io.twofold.events;

/**
 * A person confirmed their e-mail address and now has an account.
 *
 * @param email the confirmed address. Compare addresses case-folded, with the domain in its A-label form
 * @param locale the language the person is written to in, a BCP 47 tag
 */
public record AccountRegistered(String email, String locale) implements IdentityEvent {}
