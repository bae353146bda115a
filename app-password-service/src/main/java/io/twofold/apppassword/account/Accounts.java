package io.twofold.apppassword.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;

/** The accounts known here. */
@Singleton
public class Accounts implements PanacheRepositoryBase<Account, UUID> {

    private final AccountConfig config;
    private final Clock clock;

    Accounts(AccountConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** The account under its row's lock, made if nothing was known of it, whatever comes first: an event or a token. */
    public Account lock(UUID id) {
        getEntityManager()
                .createNativeQuery("insert into account (id) values (?1) on conflict do nothing")
                .setParameter(1, id)
                .executeUpdate();
        return getEntityManager().find(Account.class, id, LockModeType.PESSIMISTIC_WRITE);
    }

    @Scheduled(every = "1h", delayed = "11m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void purge() {
        delete("deletedAt < ?1", clock.instant().minus(config.rememberDeleted()));
    }
}
