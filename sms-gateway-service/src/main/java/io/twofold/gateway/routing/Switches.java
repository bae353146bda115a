package io.twofold.gateway.routing;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/** Which providers an operator has switched off, for all replicas: a table, of which each keeps a copy that is seconds old. */
@Singleton
class Switches {

    private static final Logger LOG = Logger.getLogger(Switches.class);
    private static final int BEFORE_THE_WORKER = 1;

    private final AgroalDataSource database;
    private final Clock clock;
    private volatile Set<String> off = Set.of();

    Switches(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    boolean isOn(String provider) {
        return !off.contains(provider);
    }

    /**
     * Switches a provider on or off.
     *
     * @param by the client that wants it, for the record
     */
    void turn(String provider, boolean on, String by) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        insert into provider_switch (provider, enabled, changed_by, changed_at) values (?, ?, ?, ?)
                        on conflict (provider) do update set
                            enabled = excluded.enabled, changed_by = excluded.changed_by,
                            changed_at = excluded.changed_at""")) {
            statement.setString(1, provider);
            statement.setBoolean(2, on);
            statement.setString(3, by);
            statement.setTimestamp(4, Timestamp.from(clock.instant()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Provider not switched", e);
        }
        LOG.infof("audit provider=%s enabled=%s by=%s", provider, on, by);
        refresh();
    }

    /** Nothing is handed over before it is known who may be asked. */
    void onStart(@Observes @Priority(BEFORE_THE_WORKER) StartupEvent event) {
        refresh();
    }

    @Scheduled(
            every = "${twofold.routing.refresh-interval:PT2S}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refreshInTime() {
        try {
            refresh();
        } catch (IllegalStateException e) {
            LOG.debugf("Switches stay as they were: %s", e.getMessage());
        }
    }

    /** One at a time: what was read before a change is never put in the place of what was read after it. */
    private synchronized void refresh() {
        Set<String> read = new HashSet<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select provider from provider_switch where not enabled");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                read.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Switches can't be read", e);
        }
        off = Set.copyOf(read);
    }
}
