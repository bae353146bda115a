package io.twofold.otp.budget;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The blocks that this replica has leased. Most sends find what they need in memory; the one that doesn't leases for all,
 * while the others of that budget wait. What lies idle goes back, so that another replica's last sends don't lack it.
 */
@Singleton
class Leases {

    private static final Logger LOG = Logger.getLogger(Leases.class);
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Clock clock;
    private final Map<String, Block> blocks = new ConcurrentHashMap<>();

    Leases(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    private static final class Block {
        private final ReentrantLock lock = new ReentrantLock();
        private final Allotment allotment;
        private Instant period = Instant.MIN;
        private Instant usedAt = Instant.MIN;
        private long left;

        Block(Allotment allotment) {
            this.allotment = allotment;
        }
    }

    /** Takes that much of the present hour's or day's budget; false if so much isn't left of it. */
    boolean take(Allotment allotment, long amount, Instant now) {
        Block block = blocks.computeIfAbsent(allotment.name(), _ -> new Block(allotment));
        block.lock.lock();
        try {
            Instant period = allotment.periodOf(now);
            if (period.isAfter(block.period)) {
                block.period = period;
                block.left = 0;
            }
            if (block.left < amount) {
                block.left += ledger.lease(allotment, block.period, amount - block.left);
            }
            if (block.left < amount) {
                return false;
            }
            block.left -= amount;
            block.usedAt = now;
            return true;
        } finally {
            block.lock.unlock();
        }
    }

    /** Takes back what was taken in that hour or day and not used after all. */
    void putBack(Allotment allotment, long amount, Instant takenAt) {
        Block block = blocks.computeIfAbsent(allotment.name(), _ -> new Block(allotment));
        block.lock.lock();
        try {
            if (block.period.equals(allotment.periodOf(takenAt))) {
                block.left += amount;
            }
        } finally {
            block.lock.unlock();
        }
    }

    @Scheduled(
            every = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void returnIdle() {
        giveBackWhatIsIdleSince(clock.instant().minus(IDLE));
    }

    void onStop(@Observes ShutdownEvent event) {
        returnAll();
    }

    void returnAll() {
        giveBackWhatIsIdleSince(Instant.MAX);
    }

    /** Where the database can't be asked for one, the others don't wait for it as well. */
    private void giveBackWhatIsIdleSince(Instant idleSince) {
        for (Block block : blocks.values()) {
            if (!giveBack(block, idleSince)) {
                return;
            }
        }
    }

    private boolean giveBack(Block block, Instant idleSince) {
        block.lock.lock();
        try {
            if (block.left > 0 && !block.usedAt.isAfter(idleSince)) {
                ledger.giveBack(block.allotment, block.period, block.left);
                block.left = 0;
            }
            return true;
        } catch (IllegalStateException e) {
            // It is kept, and goes back later; a replica that ends now loses it, as if it had been killed.
            LOG.debugf("%s: %s", block.allotment.name(), e.getMessage());
            return false;
        } finally {
            block.lock.unlock();
        }
    }
}
