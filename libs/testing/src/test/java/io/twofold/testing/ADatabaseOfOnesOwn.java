package io.twofold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ADatabaseOfOnesOwn {

    @Test
    void isAPostgres18() throws SQLException {
        Databases.create("version");

        assertThat(answer("version", "SHOW server_version")).startsWith("18.");
    }

    @Test
    void isEmptyEachTimeItIsMade() throws SQLException {
        Databases.create("fresh");
        answer("fresh", "CREATE TABLE left_behind (id int)");

        Databases.create("fresh");

        assertThat(answer("fresh", "SELECT count(*) FROM pg_tables WHERE tablename = 'left_behind'"))
                .isEqualTo("0");
    }

    @Test
    void isOutOfReachForTheLengthOfAnOutage() throws SQLException {
        Databases.create("outage");
        try (var open = Databases.connect("outage")) {
            try (var outage = Outages.database("outage")) {
                assertThat(open.isValid(1)).isFalse();
                assertThatThrownBy(() -> Databases.connect("outage")).isInstanceOf(SQLException.class);
            }
        }
        assertThat(answer("outage", "SELECT 1")).isEqualTo("1");
    }

    @Test
    void mustHaveBeenMade() {
        assertThatThrownBy(() -> Databases.connect("nobody"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nobody");
    }

    private static String answer(String service, String sql) throws SQLException {
        try (var connection = Databases.connect(service);
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (var rows = statement.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
