package io.twofold.gateway.limit;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.sealing.Fingerprinter;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * When messages went to each number, under its keyed fingerprint: an array of timestamps, trimmed to the longest window. The
 * function {@code take_message} decides in one round trip, exactly over all replicas, and locks the number's row until the
 * surrounding transaction ends; if that rolls back, nothing was counted.
 */
@Singleton
class NumberHistory {

    private static final Duration PURGED_AFTER = Duration.ofDays(1);

    private final AgroalDataSource database;
    private final Fingerprinter fingerprinter;
    private final Clock clock;
    private final List<Allowance> allowances;

    NumberHistory(AgroalDataSource database, Fingerprinter fingerprinter, MessageLimitsConfig config, Clock clock) {
        this.database = database;
        this.fingerprinter = fingerprinter;
        this.clock = clock;
        this.allowances = config.number().orElse(List.of());
    }

    /**
     * Counts a message to each number, unless an allowance of it is used up.
     *
     * @param numbers of the messages; one may be there more than once
     * @return for each, in the same order, whether it is counted
     */
    List<Boolean> take(List<PhoneNumber> numbers, Instant now) {
        if (allowances.isEmpty() || numbers.isEmpty()) {
            return Collections.nCopies(numbers.size(), true);
        }
        byte[][] keys = numbers.stream()
                .map(number -> fingerprinter.of("messages-to-number", number.e164()))
                .toArray(byte[][]::new);
        // In the order of the keys, so that transactions don't wait for one another's rows in a circle.
        List<Integer> order = IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparing(place -> keys[place], Arrays::compareUnsigned))
                .toList();
        Boolean[] taken = new Boolean[keys.length];
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select take_message(key, ?, ?, ?) from unnest(?) key")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "int4", allowances.stream().map(Allowance::messages).toArray(Integer[]::new)));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "float8",
                            allowances.stream()
                                    .map(allowance -> allowance.window().toMillis() / 1000.0)
                                    .toArray(Double[]::new)));
            statement.setObject(3, now.atOffset(ZoneOffset.UTC));
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "bytea", order.stream().map(place -> keys[place]).toArray(byte[][]::new)));
            try (ResultSet row = statement.executeQuery()) {
                for (int place : order) {
                    taken[place] = row.next() && row.getBoolean(1);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Messages not counted", e);
        }
        return List.of(taken);
    }

    @Scheduled(every = "1h", delayed = "11m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() throws SQLException {
        Duration longest = allowances.stream()
                .map(Allowance::window)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        LocalDate oldest = LocalDate.ofInstant(clock.instant().minus(longest).minus(PURGED_AFTER), ZoneOffset.UTC);
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("delete from number_history where last_day < ?")) {
            statement.setObject(1, oldest);
            statement.executeUpdate();
        }
    }
}
