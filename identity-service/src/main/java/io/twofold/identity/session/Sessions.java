package io.twofold.identity.session;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All sessions that were not ended. */
@Singleton
public class Sessions implements PanacheRepositoryBase<Session, UUID> {

    /** A session for changing it. Who needs its account too locks that first. */
    public Optional<Session> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * An account's sessions, for changing them: a refresh at the same moment waits and finds what was changed. The caller
     * has the account's row locked.
     */
    public List<Session> lockAllOf(UUID accountId) {
        return find("accountId", accountId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** The ids of an account's sessions. */
    List<UUID> idsOf(UUID accountId) {
        return getEntityManager()
                .createQuery("select id from Session where accountId = ?1", UUID.class)
                .setParameter(1, accountId)
                .getResultList();
    }

    /** The live sessions of an account with their devices, latest used first. */
    List<SessionView> viewsOf(UUID accountId, UUID current, Instant now) {
        return getEntityManager()
                .createQuery("""
                    select new io.twofold.identity.session.SessionView(
                        s.id, case when s.id = ?2 then true else false end, d.id, d.name,
                        s.createdAt, s.lastUsedAt, s.idleExpiresAt)
                    from Session s join Device d on d.id = s.deviceId
                    where s.accountId = ?1 and s.idleExpiresAt > ?3
                    order by s.lastUsedAt desc, s.id\
                    """, SessionView.class)
                .setParameter(1, accountId)
                .setParameter(2, current)
                .setParameter(3, now)
                .getResultList();
    }

    /** One of an account's own. */
    Optional<Session> of(UUID accountId, UUID id) {
        return find("id = ?1 and accountId = ?2", id, accountId).firstResultOptional();
    }

    /** The sessions on a device, as {@link #lockAllOf}. */
    public List<Session> lockAllOn(UUID deviceId) {
        return find("deviceId", deviceId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** The ids of the sessions on a device. */
    List<UUID> idsOn(UUID deviceId) {
        return getEntityManager()
                .createQuery("select id from Session where deviceId = ?1", UUID.class)
                .setParameter(1, deviceId)
                .getResultList();
    }

    /** @return how many of them were still there */
    long end(List<UUID> ids) {
        return delete("id in ?1", ids);
    }
}
