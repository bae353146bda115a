package io.twofold.gateway.delivery;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import org.jboss.logging.Logger;

/** Forgets what is kept of an account. */
@Singleton
public class EraseAccount {

    private static final Logger LOG = Logger.getLogger(EraseAccount.class);

    private final Deliveries deliveries;

    EraseAccount(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /**
     * Deletes the account's deliveries, in the transaction at hand. One still in the queue is never sent; a receipt that
     * comes later finds nothing.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void erase(String accountId) {
        long erased = deliveries.deleteOfAccount(accountId);
        LOG.infof("account=%s erased=%d", accountId, erased);
    }
}
