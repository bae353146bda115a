package io.twofold.events;

/**
 * A phone number was proven by a code and is now trusted by the account.
 *
 * @param phoneNumberId the number, as the account's own API names it
 * @param country ISO 3166-1 alpha-2 code of the number's country
 * @param masked the number as people may see it: at most its last two digits
 */
public record TrustedPhoneNumberAdded(String phoneNumberId, String country, String masked) implements IdentityEvent {}
