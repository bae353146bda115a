package io.twofold.identity.registration;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import io.twofold.identity.account.EmailAddress;
import io.twofold.kit.problem.UnavailableException;
import io.twofold.kit.sealing.Fingerprinter;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Letters an hour to one address, whatever registrations they are for. One statement on one row counts and decides. */
@Singleton
class MailboxBudget {

    private static final Duration WINDOW = Duration.ofHours(1);

    private static final String SPEND = """
        insert into mailbox_budget as b (address, window_start, letters) values (?, ?, 1)
        on conflict (address) do update set
            window_start = case when b.window_start > ? then b.window_start else excluded.window_start end,
            letters = case when b.window_start > ? then b.letters + 1 else 1 end
        returning letters\
        """;

    private final AgroalDataSource database;
    private final Fingerprinter fingerprinter;
    private final RegistrationConfig config;
    private final Clock clock;

    MailboxBudget(AgroalDataSource database, Fingerprinter fingerprinter, RegistrationConfig config, Clock clock) {
        this.database = database;
        this.fingerprinter = fingerprinter;
        this.config = config;
        this.clock = clock;
    }

    /** Counts a letter, in the transaction that writes it. Returns whether it may be written. */
    boolean spend(EmailAddress email) {
        Instant now = clock.instant();
        Timestamp windowBegin = Timestamp.from(now.minus(WINDOW));
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(SPEND)) {
            statement.setBytes(1, fingerprinter.of("mailbox", email.key()));
            statement.setTimestamp(2, Timestamp.from(now));
            statement.setTimestamp(3, windowBegin);
            statement.setTimestamp(4, windowBegin);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1) <= config.lettersPerHour();
            }
        } catch (SQLException e) {
            throw new UnavailableException("database", e);
        }
    }

    @Scheduled(every = "10m", delayed = "4m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("delete from mailbox_budget where window_start < ?")) {
            statement.setTimestamp(1, Timestamp.from(clock.instant().minus(WINDOW)));
            statement.executeUpdate();
        }
    }
}
