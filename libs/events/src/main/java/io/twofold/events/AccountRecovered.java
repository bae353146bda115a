package io.twofold.events;

/**
 * A person who had lost a factor got back into the account.
 *
 * @param method what let them in
 */
public record AccountRecovered(String method) implements IdentityEvent {}
