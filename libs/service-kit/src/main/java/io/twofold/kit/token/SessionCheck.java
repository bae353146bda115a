package io.twofold.kit.token;

/**
 * Says whether a user token's session still stands. The token authority looks it up on every call; other services know
 * ended sessions from events, within 30 seconds. A service that accepts user calls must provide one.
 */
@FunctionalInterface
public interface SessionCheck {

    boolean isLive(UserToken token);
}
