package io.twofold.identity.profile;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.twofold.identity.account.Accounts;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Erases deleted accounts, and with them by foreign key all that belonged to them. */
@Singleton
class EraseAccounts {

    private static final Logger LOG = Logger.getLogger(EraseAccounts.class);

    private final Accounts accounts;
    private final AccountConfig config;
    private final Clock clock;

    EraseAccounts(Accounts accounts, AccountConfig config, Clock clock) {
        this.accounts = accounts;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void erase() {
        long erased = QuarkusTransaction.requiringNew()
                .call(() -> accounts.delete("deletedAt < ?1", clock.instant().minus(config.eraseAfter())));
        if (erased > 0) {
            LOG.infof("erased=%d deleted accounts", erased);
        }
    }
}
