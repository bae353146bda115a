package io.twofold.otp.conversion;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.twofold.events.SendingResumed;
import io.twofold.events.SendingSuspended;
import io.twofold.kit.ambient.Ids;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.outbox.Subject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Suspends sending where nobody verifies, and resumes it. One replica at a time looks. */
@Singleton
class WatchConversion {

    private static final Logger LOG = Logger.getLogger(WatchConversion.class);

    private final AgroalDataSource database;
    private final Tallies tallies;
    private final Suspensions suspensions;
    private final Outbox outbox;
    private final ConversionConfig config;
    private final Clock clock;
    private final Ids ids;

    private volatile List<Suspension> holding = List.of();

    WatchConversion(
            AgroalDataSource database,
            Tallies tallies,
            Suspensions suspensions,
            Outbox outbox,
            ConversionConfig config,
            MeterRegistry meters,
            Clock clock,
            Ids ids) {
        this.database = database;
        this.tallies = tallies;
        this.suspensions = suspensions;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
        Stream.of("country", "prefix")
                .forEach(kind -> meters.gauge(
                        "twofold.otp.suspensions",
                        Tags.of("kind", kind),
                        this,
                        watch -> watch.holding.stream()
                                .filter(suspension -> suspension.kind().equals(kind))
                                .count()));
    }

    @Scheduled(
            every = "10s",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void look() {
        holding = QuarkusTransaction.requiringNew().call(() -> {
            if (isAlone()) {
                Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                resume(now);
                suspend(now);
            }
            return suspensions.holding();
        });
    }

    /** Ends a suspension before its time; false if there is none that holds. */
    boolean lift(UUID id, String client) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Optional<Suspension> ended = suspensions.end(id, client, now);
            if (ended.isEmpty()) {
                return false;
            }
            announceEnd(ended.get());
            LOG.warnf("suspension=%s kind=%s lifted client=%s", id, ended.get().kind(), client);
            return true;
        });
    }

    private boolean isAlone() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_try_advisory_xact_lock(104731)")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private void resume(Instant now) throws SQLException {
        for (Suspension suspension : suspensions.endOverdue(now)) {
            announceEnd(suspension);
            LOG.infof("suspension=%s kind=%s is over", suspension.id(), suspension.kind());
        }
    }

    private void suspend(Instant now) throws SQLException {
        for (Tallies.Place place : tallies.suspicious(now)) {
            Suspension suspension = new Suspension(
                    ids.next(), place.scope(), Suspension.LOW_CONVERSION, now, now.plus(config.suspendedFor()));
            if (suspensions.add(suspension)) {
                outbox.publish(
                        new SendingSuspended(suspension.scope(), suspension.reason(), suspension.until()),
                        about(suspension));
                // Without the prefix: it looks like a number, and would be masked.
                LOG.warnf(
                        "suspension=%s kind=%s country=%s until=%s",
                        suspension.id(), suspension.kind(), place.country(), suspension.until());
            }
        }
    }

    private void announceEnd(Suspension suspension) throws SQLException {
        outbox.publish(new SendingResumed(suspension.scope()), about(suspension));
    }

    /** A scope is no aggregate with a version of its own. */
    private Subject about(Suspension suspension) throws SQLException {
        return new Subject(suspension.scope(), null, suspensions.nextEvent());
    }
}
