package io.twofold.identity.password;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import io.twofold.kit.problem.UnavailableException;
import io.twofold.kit.sealing.Fingerprinter;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/** Failed passwords a minute from one client address, whosever accounts they were for. Of IPv6 the /64 counts. */
@Singleton
class AddressBudget {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int IPV6_NETWORK_BYTES = 8;

    private static final String LOOK = """
        select window_start, failures from address_budget where address = ? and window_start > ?\
        """;

    private static final String SPEND = """
        insert into address_budget as b (address, window_start, failures) values (?, ?, 1)
        on conflict (address) do update set
            window_start = case when b.window_start > ? then b.window_start else excluded.window_start end,
            failures = case when b.window_start > ? then b.failures + 1 else 1 end
        returning window_start, failures\
        """;

    private final AgroalDataSource database;
    private final Fingerprinter fingerprinter;
    private final PasswordConfig.Throttle config;
    private final Clock clock;

    AddressBudget(AgroalDataSource database, Fingerprinter fingerprinter, PasswordConfig config, Clock clock) {
        this.database = database;
        this.fingerprinter = fingerprinter;
        this.config = config.throttle();
        this.clock = clock;
    }

    /** How long until the address may try again; zero while it may. */
    Duration waitFor(String clientAddress) {
        Instant now = clock.instant();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(LOOK)) {
            statement.setBytes(1, fingerprint(clientAddress));
            statement.setTimestamp(2, Timestamp.from(now.minus(WINDOW)));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getInt(2) >= config.failuresPerAddress() ? left(row, now) : Duration.ZERO;
            }
        } catch (SQLException e) {
            throw new UnavailableException("database", e);
        }
    }

    /** Counts a failure. Returns how long to wait where it was one too many, else zero. */
    Duration spend(String clientAddress) {
        Instant now = clock.instant();
        Timestamp windowBegin = Timestamp.from(now.minus(WINDOW));
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(SPEND)) {
            statement.setBytes(1, fingerprint(clientAddress));
            statement.setTimestamp(2, Timestamp.from(now));
            statement.setTimestamp(3, windowBegin);
            statement.setTimestamp(4, windowBegin);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(2) > config.failuresPerAddress() ? left(row, now) : Duration.ZERO;
            }
        } catch (SQLException e) {
            throw new UnavailableException("database", e);
        }
    }

    private static Duration left(ResultSet row, Instant now) throws SQLException {
        Duration left = Duration.between(now, row.getTimestamp(1).toInstant().plus(WINDOW));
        return left.isPositive() ? left : Duration.ofSeconds(1);
    }

    private byte[] fingerprint(String clientAddress) {
        InetAddress address = InetAddress.ofLiteral(clientAddress);
        byte[] bytes = address.getAddress();
        byte[] counted = address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes;
        return fingerprinter.of("client-address", HexFormat.of().formatHex(counted));
    }

    @Scheduled(every = "10m", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("delete from address_budget where window_start < ?")) {
            statement.setTimestamp(1, Timestamp.from(clock.instant().minus(WINDOW)));
            statement.executeUpdate();
        }
    }
}
