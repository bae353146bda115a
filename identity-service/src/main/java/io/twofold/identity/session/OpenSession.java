package io.twofold.identity.session;

import io.twofold.identity.account.Account;
import io.twofold.kit.ambient.Ids;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Begins a session, or gives an existing one new tokens on a new proof. */
@Singleton
public class OpenSession {

    /** The public client that every device's session belongs to. */
    public static final String CLIENT_ID = "twofold-account";

    private final Sessions sessions;
    private final RefreshTokens refreshTokens;
    private final UserTokens userTokens;
    private final SessionConfig config;
    private final Clock clock;
    private final Ids ids;

    OpenSession(
            Sessions sessions,
            RefreshTokens refreshTokens,
            UserTokens userTokens,
            SessionConfig config,
            Clock clock,
            Ids ids) {
        this.sessions = sessions;
        this.refreshTokens = refreshTokens;
        this.userTokens = userTokens;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Begins a session. The caller holds the account's row still and has checked that the proof is (still) one.
     *
     * @param device how far the device is trusted, which makes the session last longer
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public SessionTokens open(Account account, UUID deviceId, DeviceTrust device, Proof proof) {
        Instant now = clock.instant();
        RefreshToken token = refreshTokens.next(ids.next());
        Session session = new Session(account.id(), deviceId, CLIENT_ID, proof, device, token, config, now);
        sessions.persist(session);
        return issue(account, session, token, now);
    }

    /** Gives a session new tokens because its person proved themselves anew. The caller has the session's row locked. */
    @Transactional(Transactional.TxType.MANDATORY)
    public SessionTokens raise(Account account, Session session, Proof proof) {
        Instant now = clock.instant();
        RefreshToken token = refreshTokens.next(session.id());
        session.raise(proof);
        session.rotate(token, config, now);
        return issue(account, session, token, now);
    }

    private SessionTokens issue(Account account, Session session, RefreshToken token, Instant now) {
        return userTokens.issue(
                account.id(),
                account.email(),
                session.clientId(),
                session.proof(),
                session.absoluteExpiresAt(),
                token,
                now);
    }
}
