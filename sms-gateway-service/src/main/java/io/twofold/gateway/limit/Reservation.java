package io.twofold.gateway.limit;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A message's shares of the budgets, taken before the transaction that accepts it. To be closed after that: what wasn't used,
 * because the message was a repeat, was refused or rolled back, is given back.
 */
public final class Reservation implements AutoCloseable {

    /** A share of a budget. */
    record Share(Budget budget, long units) {}

    private final MessageLimits limits;
    private final PlannedMessage message;
    private final List<Share> shares = new ArrayList<>();
    private @Nullable Budget exhausted;
    private boolean used;

    Reservation(MessageLimits limits, PlannedMessage message) {
        this.limits = limits;
        this.message = message;
    }

    /**
     * Whether each of some messages has got what it would have got alone: a budget that had nothing left for one has given
     * nothing to one before it, which may turn out not to need it.
     *
     * @param some in the order in which they were made
     */
    public static boolean areAsIfAlone(List<Reservation> some) {
        Set<Budget> shared = new HashSet<>();
        for (Reservation reservation : some) {
            if (shared.contains(reservation.exhausted)) {
                return false;
            }
            reservation.shares.forEach(share -> shared.add(share.budget()));
        }
        return true;
    }

    /** Gives back what wasn't used. */
    @Override
    public void close() {
        if (!used) {
            limits.giveBack(shares);
        }
        shares.clear();
    }

    PlannedMessage message() {
        return message;
    }

    /** The budget that had nothing left, if one hadn't. */
    @Nullable Budget exhausted() {
        return exhausted;
    }

    void add(Share share) {
        shares.add(share);
    }

    void exhaust(Budget budget) {
        exhausted = budget;
    }

    /** It is used, unless the transaction that this is told to rolls back. */
    Synchronization markUsed() {
        used = true;
        return new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                used = status != Status.STATUS_ROLLEDBACK;
            }
        };
    }
}
