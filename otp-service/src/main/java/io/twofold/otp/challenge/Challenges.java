package io.twofold.otp.challenge;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All challenges. What locks does so until the transaction ends, and waits at most a second for it. */
@Singleton
class Challenges implements PanacheRepositoryBase<Challenge, UUID> {

    /** Empty also for another client's. */
    Optional<Challenge> find(UUID id, String client) {
        return find("id = ?1 and client = ?2", id, client).singleResultOptional();
    }

    /** As {@link #find(UUID, String)}, locked. */
    Optional<Challenge> lock(UUID id, String client) {
        return find("id = ?1 and client = ?2", id, client)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .singleResultOptional();
    }

    /** Locks the binding, whether or not it has a challenge yet, and its current challenge if it has one. */
    Optional<Challenge> lockBinding(String client, Purpose purpose, String binding) {
        return getEntityManager()
                .unwrap(org.hibernate.Session.class)
                .createNativeQuery("select * from lock_binding(?1, ?2, ?3)", Challenge.class)
                .setParameter(1, client)
                .setParameter(2, purpose.name())
                .setParameter(3, binding)
                .uniqueResultOptional();
    }

    /** The binding's current challenge as it is at this moment, without any lock. */
    Optional<Challenge> current(String client, Purpose purpose, String binding) {
        return getEntityManager()
                .unwrap(org.hibernate.Session.class)
                .createNativeQuery("""
                        select * from challenge
                        where client = ?1 and purpose = ?2 and binding = ?3 and current""", Challenge.class)
                .setParameter(1, client)
                .setParameter(2, purpose.name())
                .setParameter(3, binding)
                .uniqueResultOptional();
    }

    /** Puts a challenge in the place of the binding's current one. */
    void replace(Challenge current, Challenge successor) {
        current.supersede();
        flush(); // before the insert: a binding has one current challenge at any time
        persist(successor);
    }

    /** Locks some whose time ran out without anybody noting it, leaving out those that others work on. */
    List<Challenge> lockOverdue(Instant now, int most) {
        return getEntityManager()
                .unwrap(org.hibernate.Session.class)
                .createNativeQuery("""
                        select * from challenge where state = 'PENDING' and expires_at <= ?1
                        order by expires_at limit ?2 for update skip locked""", Challenge.class)
                .setParameter(1, now)
                .setParameter(2, most)
                .list();
    }

    List<Challenge> lockOfAccount(String accountId) {
        return find("accountId", accountId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** @return how many were deleted, at most {@code most} */
    int deleteEndedBefore(Instant time, int most) {
        return getEntityManager()
                .createNativeQuery("""
                        delete from challenge where id in (
                            select id from challenge where budget_ends_at < ?1 limit ?2 for update skip locked)""")
                .setParameter(1, time)
                .setParameter(2, most)
                .executeUpdate();
    }
}
