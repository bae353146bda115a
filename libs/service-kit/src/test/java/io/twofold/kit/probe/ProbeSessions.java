package io.twofold.kit.probe;

import io.twofold.kit.token.SessionCheck;
import io.twofold.kit.token.UserToken;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Sessions that a test has ended. */
@Singleton
public class ProbeSessions implements SessionCheck {

    public static final Set<UUID> ENDED = ConcurrentHashMap.newKeySet();

    @Override
    public boolean isLive(UserToken token) {
        return !ENDED.contains(token.sessionId());
    }
}
