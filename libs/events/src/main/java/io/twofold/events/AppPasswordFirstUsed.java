package io.twofold.events;

import org.jspecify.annotations.Nullable;

/**
 * An app-specific password let a program in for the first time.
 *
 * @param appPasswordId the app-specific password's id
 * @param service what it was used for: {@code imap}, {@code pop3}, {@code smtp}, {@code sieve}, {@code caldav},
 *     {@code carddav}, {@code other}
 * @param ipAddress where the program connected from; absent where the mail server did not say
 */
public record AppPasswordFirstUsed(
        String appPasswordId, String service, @Nullable String ipAddress) implements AppPasswordEvent {}
