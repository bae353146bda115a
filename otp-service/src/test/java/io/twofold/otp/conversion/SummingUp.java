package io.twofold.otp.conversion;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.twofold.testing.Databases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** What has happened to sends by now, in the sums that are looked at. */
final class SummingUp {

    private SummingUp() {}

    /** One call does nothing while the service itself is at it, which may have begun before the last of it happened. */
    static void everything(RollUp rollUp) {
        await().pollDelay(Duration.ZERO).atMost(20, SECONDS).until(() -> {
            rollUp.rollUp();
            return !isAnythingLeft();
        });
    }

    private static boolean isAnythingLeft() throws SQLException {
        try (Connection connection = Databases.connect("otp");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1 from send_fact limit 1")) {
            return rows.next();
        }
    }
}
