package io.twofold.gateway.limit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.twofold.kit.database.DatabaseTrouble;
import io.twofold.kit.problem.UnavailableException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Budgets that all replicas share, in blocks that each leases ahead: a hundredth of what is left at a time, and near the end
 * no more than is needed. What is leased is never more than the budget; a replica that is killed takes its blocks with
 * it, up to a hundredth of the budget each time.
 */
@Singleton
class Leases {

    private static final Logger LOG = Logger.getLogger(Leases.class);
    private static final Duration KEPT = Duration.ofDays(2);
    /** A budget that is used up is not asked for by every message; nor is a database that is away. */
    private static final Duration BEFORE_ASKING_AGAIN = Duration.ofSeconds(1);

    private static final String LEASE = """
            insert into allotment as a (budget, key, starts_at, leased)
            values (?, ?, ?, least(greatest(?, ? / 100), ?))
            on conflict (budget, key, starts_at) do update
                set leased = a.leased + least(greatest(?, (? - a.leased) / 100), ? - a.leased)
                where a.leased + ? <= ?
            returning new.leased - coalesce(old.leased, 0)""";

    private final Map<Budget, Lease> leases = new ConcurrentHashMap<>();
    private final AgroalDataSource database;
    private final Clock clock;
    private volatile boolean stopping;

    Leases(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Takes so much of a budget, or nothing. There must be no transaction at hand: it would wait for one more connection. */
    boolean take(Budget budget, long units, Instant now) {
        return lease(budget).take(units, now);
    }

    /** Something that was taken isn't used after all. */
    void giveBack(Budget budget, long units) {
        lease(budget).add(units);
    }

    private Lease lease(Budget budget) {
        return leases.computeIfAbsent(budget, Lease::new);
    }

    /** What this replica may still use of one budget. */
    private final class Lease {

        private final Budget budget;
        private long left;
        private Instant emptyUntil = Instant.MIN;
        private Instant troubledUntil = Instant.MIN;

        Lease(Budget budget) {
            this.budget = budget;
        }

        synchronized boolean take(long units, Instant now) {
            if (!has(units, now)) {
                return false;
            }
            left -= units;
            return true;
        }

        synchronized void add(long units) {
            left += units;
        }

        private boolean has(long units, Instant now) {
            if (left >= units) {
                return true;
            }
            if (units > budget.most() || now.isBefore(emptyUntil)) {
                return false;
            }
            if (now.isBefore(troubledUntil)) {
                // Whoever came while another waited for the database would only wait as long for nothing, one by one.
                throw new UnavailableException("database");
            }
            long granted = leased(units - left);
            if (granted == 0) {
                emptyUntil = now.plus(BEFORE_ASKING_AGAIN);
                return false;
            }
            left += granted;
            return true;
        }

        private long leased(long needed) {
            try {
                return QuarkusTransaction.disallowingExisting().call(() -> lease(needed));
            } catch (RuntimeException e) {
                if (DatabaseTrouble.isPassing(e)) {
                    troubledUntil = clock.instant().plus(BEFORE_ASKING_AGAIN);
                }
                throw e;
            }
        }

        /** Returns 0 if there isn't so much left of the budget. */
        private long lease(long needed) throws SQLException {
            long shared = stopping ? 0 : budget.most(); // at the end nothing is leased that nobody would give back
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement(LEASE)) {
                statement.setString(1, budget.limit().name());
                statement.setString(2, budget.key());
                statement.setTimestamp(3, Timestamp.from(budget.from()));
                statement.setLong(4, needed);
                statement.setLong(5, shared);
                statement.setLong(6, budget.most());
                statement.setLong(7, needed);
                statement.setLong(8, shared);
                statement.setLong(9, budget.most());
                statement.setLong(10, needed);
                statement.setLong(11, budget.most());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0;
                }
            }
        }

        private synchronized void giveUp() throws SQLException {
            if (left == 0) {
                return;
            }
            try (Connection connection = database.getConnection();
                    PreparedStatement statement = connection.prepareStatement("""
                            update allotment set leased = leased - ? where budget = ? and key = ? and starts_at = ?""")) {
                statement.setLong(1, left);
                statement.setString(2, budget.limit().name());
                statement.setString(3, budget.key());
                statement.setTimestamp(4, Timestamp.from(budget.from()));
                statement.executeUpdate();
                left = 0;
            }
        }
    }

    /** After those that use them: what comes later still gets what it needs. */
    void onStop(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownEvent event) {
        stopping = true;
        for (Lease lease : leases.values()) {
            try {
                lease.giveUp();
            } catch (SQLException e) {
                LOG.infof("What was leased isn't given back: %s", e.getSQLState());
                return;
            }
        }
    }

    @Scheduled(every = "1h", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() throws SQLException {
        Instant oldest = clock.instant().minus(KEPT);
        leases.keySet().removeIf(budget -> budget.from().isBefore(oldest));
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("delete from allotment where starts_at < ?")) {
            statement.setTimestamp(1, Timestamp.from(oldest));
            statement.executeUpdate();
        }
    }
}
