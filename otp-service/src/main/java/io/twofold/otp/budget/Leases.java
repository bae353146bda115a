package io.twofold.otp.budget;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.twofold.kit.problem.UnavailableException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The blocks that this replica has leased. Most sends find what they need in memory; the one that doesn't leases for all,
 * while the others that lack something of that budget wait, though not for long. What lies idle goes back, so that another
 * replica's last sends don't lack it.
 */
@Singleton
class Leases {

    private static final Logger LOG = Logger.getLogger(Leases.class);
    private static final Duration IDLE = Duration.ofSeconds(5);
    /** A budget that is used up is not asked for by every send. */
    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMillis(200);

    private final Ledger ledger;
    private final Clock clock;
    private final Duration patience;
    private final Map<String, Block> blocks = new ConcurrentHashMap<>();

    @Inject
    Leases(Ledger ledger, Clock clock, BudgetsConfig config) {
        this(ledger, clock, config.longestWait());
    }

    /** @param patience how long a send waits for another that leases */
    Leases(Ledger ledger, Clock clock, Duration patience) {
        this.ledger = ledger;
        this.clock = clock;
        this.patience = patience;
    }

    /** Units of one hour or day. */
    private record Units(Instant period, long count) {}

    /** Whoever leases holds its lock; what changes its fields is done in a moment. */
    private static final class Block {
        private final ReentrantLock leasing = new ReentrantLock();
        private final Allotment allotment;
        private Instant period = Instant.MIN;
        private Instant usedAt = Instant.MIN;
        private long left;
        private long lacking;
        private Instant lackingUntil = Instant.MIN;

        Block(Allotment allotment) {
            this.allotment = allotment;
        }

        synchronized Optional<Instant> take(long amount, Instant now) {
            Instant present = allotment.periodOf(now);
            if (present.isAfter(period)) {
                period = present;
                left = 0;
                lackingUntil = Instant.MIN;
            }
            if (left < amount) {
                return Optional.empty();
            }
            usedAt = now;
            left -= amount;
            return Optional.of(period);
        }

        synchronized Units takeUpTo(long amount) {
            long taken = Math.min(left, amount);
            left -= taken;
            return new Units(period, taken);
        }

        synchronized Units takeIdle(Instant idleSince) {
            return takeUpTo(usedAt.isAfter(idleSince) ? 0 : left);
        }

        synchronized void add(Instant itsPeriod, long amount) {
            if (period.equals(itsPeriod)) {
                left += amount;
            }
        }

        /** What is left of a lease that a send just used. */
        synchronized void keep(Instant itsPeriod, long amount, Instant now) {
            usedAt = now;
            add(itsPeriod, amount);
        }

        synchronized void lack(Instant itsPeriod, long amount, Instant until) {
            if (period.equals(itsPeriod)) {
                lacking = amount;
                lackingUntil = until;
            }
        }

        /** Whether so much wasn't to be had a moment ago. */
        synchronized boolean lacks(long amount, Instant now) {
            return amount - left >= lacking && now.isBefore(lackingUntil);
        }
    }

    /**
     * Takes that much of the present hour's or day's budget.
     *
     * @return the beginning of the hour or day that it was taken from; empty if so much isn't left of it
     * @throws UnavailableException if nobody can say in time
     */
    Optional<Instant> take(Allotment allotment, long amount, Instant now) {
        Block block = blockOf(allotment);
        Optional<Instant> taken = block.take(amount, now);
        if (taken.isPresent() || block.lacks(amount, now)) {
            return taken;
        }
        lock(block);
        try {
            taken = block.take(amount, now);
            return taken.isPresent() || block.lacks(amount, now) ? taken : lease(block, amount, now);
        } finally {
            block.leasing.unlock();
        }
    }

    private Optional<Instant> lease(Block block, long amount, Instant now) {
        Units rest = block.takeUpTo(amount);
        long needed = amount - rest.count();
        // Else those who wait would lease one after the other where blocks are small.
        long wanted = needed + amount * block.leasing.getQueueLength();
        long leased = 0;
        try {
            leased = needed == 0 ? 0 : ledger.lease(block.allotment, rest.period(), needed, wanted);
        } finally {
            if (leased < needed) {
                block.add(rest.period(), rest.count());
            }
        }
        if (leased < needed) {
            block.lack(rest.period(), needed, now.plus(BEFORE_ASKING_AGAIN));
            return Optional.empty();
        }
        block.keep(rest.period(), leased - needed, now);
        return Optional.of(rest.period());
    }

    /** Takes back what was taken of that hour or day and not used after all. */
    void putBack(Allotment allotment, long amount, Instant period) {
        blockOf(allotment).add(period, amount);
    }

    private Block blockOf(Allotment allotment) {
        return blocks.computeIfAbsent(allotment.name(), _ -> new Block(allotment));
    }

    private void lock(Block block) {
        try {
            if (block.leasing.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new UnavailableException("lease of " + block.allotment.name());
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

    /**
     * What couldn't be given back is lost to its hour or day: maybe only the answer was lost, and then it would be had twice.
     * Where the database can't be asked for one, the others are kept, and don't wait for it as well.
     */
    private void giveBackWhatIsIdleSince(Instant idleSince) {
        try {
            blocks.values().forEach(block -> giveBack(block, idleSince));
        } catch (IllegalStateException e) {
            LOG.debug(e.getMessage());
        }
    }

    private void giveBack(Block block, Instant idleSince) {
        Units idle = block.takeIdle(idleSince);
        if (idle.count() > 0) {
            ledger.giveBack(block.allotment, idle.period(), idle.count());
        }
    }
}
