package io.twofold.otp.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.otp.OtpTest;
import io.twofold.testing.Databases;
import io.twofold.testing.MutableClock;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The longest window is a day here. */
@OtpTest
class ForgettingCounters {

    @Inject
    SendHistory history;

    @Inject
    MutableClock clock;

    @Test
    void isDoneADayAfterTheirLastSendLeftTheLongestWindowHoweverManyThereAre() throws SQLException {
        String old = "old " + clock.instant();
        String young = "young " + clock.instant();
        add(old, 25_000, clock.instant().minus(Duration.ofDays(3)));
        add(young, 10, clock.instant().minus(Duration.ofDays(2)));

        history.purge();

        assertThat(left(old, 25_000)).isZero();
        assertThat(left(young, 10)).isEqualTo(10);
    }

    private static void add(String name, int count, Instant sent) throws SQLException {
        try (Connection connection = Databases.connect("otp");
                PreparedStatement statement = connection.prepareStatement("""
                        insert into send_history
                        select sha256((? || i)::bytea), array[?::timestamptz], ? from generate_series(1, ?) i""")) {
            statement.setString(1, name);
            statement.setObject(2, sent.atOffset(ZoneOffset.UTC));
            statement.setObject(3, LocalDate.ofInstant(sent, ZoneOffset.UTC));
            statement.setInt(4, count);
            statement.executeUpdate();
        }
    }

    private static int left(String name, int count) throws SQLException {
        try (Connection connection = Databases.connect("otp");
                PreparedStatement statement = connection.prepareStatement("""
                        select count(*) from send_history
                        where key in (select sha256((? || i)::bytea) from generate_series(1, ?) i)""")) {
            statement.setString(1, name);
            statement.setInt(2, count);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
