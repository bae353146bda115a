package io.twofold.otp.conversion;

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
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OtpTest
class ForgettingWhatWasSent {

    @Inject
    Tallies tallies;

    @Inject
    Suspensions suspensions;

    @Inject
    MutableClock clock;

    @Test
    void sumsByPrefixGoAfterAWeekAndTheOthersAfterNinetyDays() throws SQLException {
        for (int days : new int[] {6, 8}) {
            execute("insert into prefix_tally values (?, 'XP', '+999', false, 1, 0, 0, 0, 0)", ago(days));
        }
        for (int days : new int[] {89, 91}) {
            execute("insert into tally values ('XP', ?, 'custom', 'partner', false, 1, 0, 0, 0, 0)", ago(days));
        }

        tallies.purge();

        assertThat(count("prefix_tally where country = 'XP'")).isEqualTo(1);
        assertThat(count("tally where country = 'XP'")).isEqualTo(1);
    }

    @Test
    void suspensionsGoAMonthAfterTheirEndAndNeverWhileTheyHold() throws SQLException {
        Suspension held = new Suspension(
                UUID.randomUUID(),
                "country:XQ",
                Suspension.LOW_CONVERSION,
                ago(100),
                clock.instant().plusSeconds(60));
        assertThat(suspensions.add(held)).isTrue();
        for (int days : new int[] {29, 31}) {
            String scope = "country:X" + days;
            suspensions.add(
                    new Suspension(UUID.randomUUID(), scope, Suspension.LOW_CONVERSION, ago(days + 1), ago(days)));
        }
        suspensions.endOverdue(clock.instant());

        suspensions.purge();

        assertThat(count("suspension where scope = 'country:XQ'")).isEqualTo(1);
        assertThat(count("suspension where scope = 'country:X29'")).isEqualTo(1);
        assertThat(count("suspension where scope = 'country:X31'")).isZero();
    }

    private Instant ago(int days) {
        return clock.instant().minus(Duration.ofDays(days));
    }

    private static void execute(String sql, Instant at) throws SQLException {
        try (Connection connection = Databases.connect("otp");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, at.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    private static int count(String what) throws SQLException {
        try (Connection connection = Databases.connect("otp");
                PreparedStatement statement = connection.prepareStatement("select count(*) from " + what);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
