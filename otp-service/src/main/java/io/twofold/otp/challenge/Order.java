package io.twofold.otp.challenge;

import org.jspecify.annotations.Nullable;

/**
 * What a client asks for when it wants a challenge.
 *
 * @param client the client's id
 * @param binding the client's name for the sign-in or enrolment that the code belongs to
 * @param accountId whose sign-in that is, where the client says so
 * @param locale the message's language, a BCP 47 tag
 */
record Order(
        String client,
        Purpose purpose,
        String binding,
        Route route,
        @Nullable String accountId,
        String locale) {}
