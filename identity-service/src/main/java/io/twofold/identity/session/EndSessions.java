package io.twofold.identity.session;

import io.twofold.events.SessionsEnded;
import io.twofold.identity.account.Account;
import io.twofold.kit.outbox.Outbox;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ends sessions and says so. The caller has the account's row locked, so that no session opens meanwhile on a proof that
 * is no longer one.
 */
@Singleton
public class EndSessions {

    private final Sessions sessions;
    private final Outbox outbox;
    private final Clock clock;

    EndSessions(Sessions sessions, Outbox outbox, Clock clock) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Ends every session of the account but one.
     *
     * @param kept the session that goes on, absent to end all
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void allBut(Account account, @Nullable UUID kept, EndReason reason) {
        List<UUID> ids = sessions.idsOf(account.id()).stream()
                .filter(id -> !id.equals(kept))
                .toList();
        end(account, ids, kept == null, reason);
    }

    /** Ends the sessions on a device. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void on(Account account, UUID deviceId, EndReason reason) {
        end(account, sessions.idsOn(deviceId), false, reason);
    }

    /** Ends one session, if it hasn't ended. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void one(Account account, UUID sessionId, EndReason reason) {
        end(account, List.of(sessionId), false, reason);
    }

    private void end(Account account, List<UUID> ids, boolean all, EndReason reason) {
        boolean ended = !ids.isEmpty() && sessions.end(ids) > 0;
        if (!ended && !all) {
            return;
        }
        List<String> named = all ? List.of() : ids.stream().map(UUID::toString).toList();
        outbox.publish(new SessionsEnded(named, all, clock.instant(), reason.word()), account.nextFact());
    }
}
