package io.twofold.apppassword.verify;

import org.jspecify.annotations.Nullable;

/**
 * What a program tried to get in with.
 *
 * @param username as typed
 * @param password as typed; it may be anything, the account's password too
 * @param protocol what the program speaks
 * @param clientIp where the program is, if the server said so
 */
record Attempt(
        String username,
        String password,
        Protocol protocol,
        @Nullable String clientIp) {

    @Override
    public String toString() {
        return "Attempt[" + protocol + "]";
    }
}
