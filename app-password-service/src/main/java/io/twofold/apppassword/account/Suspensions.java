package io.twofold.apppassword.account;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Accounts whose app passwords are held back, because an event that takes access away couldn't be digested. They work
 * again, those that the event leaves, when it is replayed under its id.
 */
@Singleton
public class Suspensions {

    private static final Logger LOG = Logger.getLogger(Suspensions.class);

    private final EntityManager database;
    private final MeterRegistry meters;
    private final Clock clock;

    Suspensions(EntityManager database, MeterRegistry meters, Clock clock) {
        this.database = database;
        this.meters = meters;
        this.clock = clock;
    }

    /** Holds the account back until the event is digested. */
    public void suspend(UUID accountId, String eventId) {
        database.createNativeQuery("""
                        insert into suspension (event_id, account_id, since) values (?1, ?2, ?3)
                        on conflict do nothing""")
                .setParameter(1, eventId)
                .setParameter(2, accountId)
                .setParameter(3, clock.instant())
                .executeUpdate();
        meters.counter("twofold.app_passwords.suspensions").increment();
        LOG.errorf("account=%s is suspended until event=%s is replayed", accountId, eventId);
    }

    /** The event has been digested: what it held back is free. */
    public void lift(String eventId) {
        int lifted = database.createNativeQuery("delete from suspension where event_id = ?1")
                .setParameter(1, eventId)
                .executeUpdate();
        if (lifted > 0) {
            LOG.infof("event=%s was replayed, its account is no longer suspended by it", eventId);
        }
    }

    /** The account is gone, and with it what was held back. */
    public void forget(UUID accountId) {
        database.createNativeQuery("delete from suspension where account_id = ?1")
                .setParameter(1, accountId)
                .executeUpdate();
    }

    public boolean isSuspended(UUID accountId) {
        return !database.createNativeQuery("select 1 from suspension where account_id = ?1 limit 1", Integer.class)
                .setParameter(1, accountId)
                .getResultList()
                .isEmpty();
    }
}
