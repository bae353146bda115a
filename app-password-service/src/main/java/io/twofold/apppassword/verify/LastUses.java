package io.twofold.apppassword.verify;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.twofold.apppassword.apppassword.AppPasswords;
import io.twofold.events.AppPasswordFirstUsed;
import io.twofold.kit.outbox.Outbox;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes down when each password was last used. The first use is a fact that others hear of and commits before the
 * program is let in; later ones gather here and are written in batches, seldom per password. A crash loses a few seconds
 * of them.
 */
@Singleton
class LastUses {

    private static final Logger LOG = Logger.getLogger(LastUses.class);
    private static final int BATCH = 1000;

    private static final String UPDATE = """
            update app_password set last_used_at = ?, last_used_service = ?, last_used_ip = ?
            where id = ? and last_used_at < ?""";

    private final AppPasswords appPasswords;
    private final Outbox outbox;
    private final AgroalDataSource database;
    private final LastUseConfig config;
    private final Clock clock;

    private final Map<UUID, Use> unwritten = new ConcurrentHashMap<>();

    private record Use(
            Instant at, Protocol protocol, @Nullable String clientIp) {}

    LastUses(AppPasswords appPasswords, Outbox outbox, AgroalDataSource database, LastUseConfig config, Clock clock) {
        this.appPasswords = appPasswords;
        this.outbox = outbox;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** A password was found right. */
    void note(StoredPassword password, Protocol protocol, @Nullable String clientIp) {
        Instant now = clock.instant();
        Instant last = password.lastUsedAt();
        if (last == null) {
            first(password.id(), new Use(now, protocol, clientIp));
            return;
        }
        if (last.isBefore(now.minus(config.resolution()))) {
            unwritten.put(password.id(), new Use(now, protocol, clientIp));
        }
    }

    private void first(UUID id, Use use) {
        QuarkusTransaction.requiringNew()
                .run(() -> appPasswords
                        .lock(id)
                        .filter(password ->
                                password.useFirst(use.at(), use.protocol().label(), use.clientIp()))
                        .ifPresent(password -> outbox.publish(
                                new AppPasswordFirstUsed(
                                        id.toString(), use.protocol().label(), use.clientIp()),
                                password.subject())));
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void write() {
        List<UUID> ids = List.copyOf(unwritten.keySet());
        for (int from = 0; from < ids.size(); from += BATCH) {
            // In the order of ids, as everybody locks several of them.
            Map<UUID, Use> batch = new TreeMap<>();
            for (UUID id : ids.subList(from, Math.min(ids.size(), from + BATCH))) {
                Use use = unwritten.remove(id);
                if (use != null) {
                    batch.put(id, use);
                }
            }
            try {
                write(batch);
            } catch (SQLException | RuntimeException e) {
                batch.forEach(unwritten::putIfAbsent);
                LOG.warnf("Last uses wait: %s", e.getClass().getSimpleName());
                return;
            }
        }
    }

    private void write(Map<UUID, Use> batch) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
                for (Map.Entry<UUID, Use> entry : batch.entrySet()) {
                    Use use = entry.getValue();
                    statement.setObject(1, use.at().atOffset(ZoneOffset.UTC));
                    statement.setString(2, use.protocol().label());
                    statement.setString(3, use.clientIp());
                    statement.setObject(4, entry.getKey());
                    statement.setObject(5, use.at().atOffset(ZoneOffset.UTC));
                    statement.addBatch();
                }
                statement.executeBatch();
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    void onStop(@Observes ShutdownEvent event) {
        write();
    }
}
