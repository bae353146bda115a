package io.twofold.gateway.delivery;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;

/** All deliveries. */
@Singleton
class Deliveries implements PanacheRepositoryBase<Delivery, UUID> {

    Optional<Delivery> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The one that a provider knows by that id. */
    Optional<Delivery> lockByMessage(String provider, String messageId) {
        return find("provider = ?1 and providerMessageId = ?2", provider, messageId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Those of some that nobody else has locked, by their ids. */
    Map<UUID, Delivery> lockFree(Collection<UUID> ids) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(
                        "select * from delivery where id = any (:ids) for update skip locked", Delivery.class)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .getResultList()
                .stream()
                .collect(Collectors.toMap(Delivery::id, Function.identity()));
    }

    /** The deliveries that a provider knows by some ids of its own, by those. Not locked: they may be others' a moment later. */
    Map<String, UUID> ofMessages(String provider, Collection<String> messageIds) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery("""
                        select provider_message_id, id from delivery
                        where provider = :provider and provider_message_id = any (:messages)
                        and provider_message_id is not null""", Object[].class)
                .setParameter("provider", provider)
                .setParameter("messages", messageIds.toArray(String[]::new))
                .getResultList()
                .stream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (UUID) row[1]));
    }

    /**
     * What a worker must look at, longest due first, without what other workers are looking at.
     *
     * @param without lanes whose queue is left out, save what goes another way than its lane and what is too late. It is read past
     *     all the same: a backlog of 100,000 costs each look some tens of milliseconds of one connection
     */
    List<Delivery> lockDue(Instant now, int limit, Set<Lane> without) {
        Session session = getEntityManager().unwrap(Session.class);
        NativeQuery<Delivery> query = without.isEmpty()
                ? session.createNativeQuery("""
                        select * from delivery where due_at <= :now
                        order by due_at limit :limit for update skip locked""", Delivery.class)
                : session.createNativeQuery("""
                        select * from delivery where due_at <= :now
                        and (state <> 'QUEUED' or asked is not null or shunned is not null
                            or expires_at <= :now or country || '/' || channel <> all (:without))
                        order by due_at limit :limit for update skip locked""", Delivery.class)
                        .setParameter("without", without.stream().map(Lane::key).toArray(String[]::new));
        return query.setParameter("now", now).setParameter("limit", limit).getResultList();
    }

    /** All sends of some challenges, by the challenge; the caller may add to it. */
    Map<String, List<Delivery>> lockSendsOf(Collection<String> challengeIds) {
        Map<String, List<Delivery>> sends = new HashMap<>();
        getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery("""
                        select * from delivery where challenge_id = any (:challenges) and challenge_id is not null
                        order by id for update""", Delivery.class)
                .setParameter("challenges", challengeIds.toArray(String[]::new))
                .getResultList()
                .forEach(delivery -> sends.computeIfAbsent(
                                String.valueOf(delivery.challengeId()), _ -> new ArrayList<>())
                        .add(delivery));
        return sends;
    }

    List<Delivery> sendsOf(String challengeId, String client) {
        return list("challengeId = ?1 and client = ?2 order by send", challengeId, client);
    }

    Optional<Delivery> ofClient(UUID id, String client) {
        return find("id = ?1 and client = ?2", id, client).firstResultOptional();
    }

    /** Whether a provider's message is another delivery's. */
    boolean isOfAnother(UUID id, String provider, String messageId) {
        return count("provider = ?1 and providerMessageId = ?2 and id <> ?3", provider, messageId, id) > 0;
    }

    /** Nobody but that one is found by that provider's id any more. */
    void releaseMessage(UUID id, String provider, String messageId) {
        update(
                "providerMessageId = null where provider = ?1 and providerMessageId = ?2 and id <> ?3",
                provider,
                messageId,
                id);
    }

    /** In the order in which others lock several, too, so that nobody waits in a circle. */
    long deleteOfAccount(String accountId) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeMutationQuery("""
                        with owned as materialized (
                            select id from delivery where account_id = :account order by id for update)
                        delete from delivery where id in (select id from owned)""")
                .setParameter("account", accountId)
                .executeUpdate();
    }

    long deleteCreatedBefore(Instant time) {
        return delete("createdAt < ?1", time);
    }

    /** Since when the oldest in the queue has been waiting, whatever for. */
    Optional<Instant> oldestQueuedAt() {
        return Optional.ofNullable(getEntityManager()
                .createQuery(
                        "select min(createdAt) from Delivery where dueAt is not null and state = :queued",
                        Instant.class)
                .setParameter("queued", DeliveryState.QUEUED)
                .getSingleResult());
    }
}
