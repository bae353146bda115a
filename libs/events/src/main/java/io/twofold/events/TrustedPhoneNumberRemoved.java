package io.twofold.events;

/**
 * A phone number is no longer trusted by the account.
 *
 * @param phoneNumberId the number, as the account's own API named it
 */
public record TrustedPhoneNumberRemoved(String phoneNumberId) implements IdentityEvent {}
