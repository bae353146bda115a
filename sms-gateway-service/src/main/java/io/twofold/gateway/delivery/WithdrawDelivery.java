package io.twofold.gateway.delivery;

import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;

/** Stops what nobody has taken yet. */
@Singleton
public class WithdrawDelivery {

    private static final String WITHDRAWN = "withdrawn";

    private final Deliveries deliveries;
    private final DeliveryJournal journal;

    WithdrawDelivery(Deliveries deliveries, DeliveryJournal journal) {
        this.deliveries = deliveries;
        this.journal = journal;
    }

    /** Withdraws a send of a challenge, and with it all before, in the transaction at hand. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void withdraw(String challengeId, int send) {
        deliveries.lockSendsOf(challengeId).stream()
                .filter(delivery -> delivery.isOlderThan(send + 1) && delivery.withdraw(WITHDRAWN))
                .forEach(journal::tell);
    }
}
