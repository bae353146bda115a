package io.twofold.identity.session;

import io.twofold.kit.problem.CommonProblem;
import io.twofold.kit.problem.Problem;
import io.twofold.kit.token.UserToken;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;

/**
 * Looks a second time whether the session that a call came by stands. Between the first look, when the call was let in, and
 * the account's lock its owner may have ended it, and was told that it ended: from then on nothing comes of it.
 */
@Singleton
public class StillSignedIn {

    private final Sessions sessions;
    private final Clock clock;

    StillSignedIn(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * The caller has the account's row locked.
     *
     * @throws io.twofold.kit.problem.ProblemException 401 {@code unauthorized} if the session has ended
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void require(UserToken user) {
        boolean stands = sessions.lock(user.sessionId())
                .filter(session -> session.isLive(clock.instant()))
                .isPresent();
        if (!stands) {
            throw Problem.of(CommonProblem.UNAUTHORIZED)
                    .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
                    .exception();
        }
    }
}
