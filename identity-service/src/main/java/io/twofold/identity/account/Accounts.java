package io.twofold.identity.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All accounts. */
@Singleton
public class Accounts implements PanacheRepositoryBase<Account, UUID> {

    /** The account of an address, or of none. */
    public Optional<Account> byEmail(EmailAddress email) {
        return find("emailKey", email.key()).firstResultOptional();
    }

    /**
     * Adds an account, unless its address is taken: of several at once for one address, one is added.
     *
     * @return whether it was added
     */
    public boolean addIfFree(Account account) {
        // Whoever holds this lock is the only one adding that address; it is released with the transaction.
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(?1, 4711))", Integer.class)
                .setParameter(1, account.emailKey())
                .getSingleResult();
        if (count("emailKey", account.emailKey()) > 0) {
            return false;
        }
        persist(account);
        return true;
    }

    /** For changing it, or what belongs to it: one at a time. Deleted ones aren't found. */
    public Optional<Account> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).filter(account -> !account.isDeleted());
    }

    /** For opening a session: many at a time, but none while the account changes. Deleted ones aren't found. */
    public Optional<Account> holdStill(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_READ).filter(account -> !account.isDeleted());
    }

    /** Keeps a dearer hash of the same password, unless it changed meanwhile. */
    @Transactional
    public void rehash(Account account, String newHash) {
        update("passwordHash = ?1 where id = ?2 and passwordHash = ?3", newHash, account.id(), account.passwordHash());
    }

    /**
     * The living accounts in the order of their ids.
     *
     * @param after the id to start behind, absent for the first page
     */
    public List<Account> page(@Nullable UUID after, int size) {
        return after == null
                ? find("deletedAt is null order by id").page(0, size).list()
                : find("deletedAt is null and id > ?1 order by id", after)
                        .page(0, size)
                        .list();
    }
}
