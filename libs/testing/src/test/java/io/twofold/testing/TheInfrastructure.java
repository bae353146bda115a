package io.twofold.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TheInfrastructure {

    @Test
    void tellsQuarkusWhereEverythingIs() throws SQLException {
        var settings = start("otp", "otp.events, otp.deliveries");

        assertThat(settings).containsEntry("quarkus.devservices.enabled", "false");
        try (var connection = DriverManager.getConnection(
                setting(settings, "quarkus.datasource.jdbc.url"),
                setting(settings, "quarkus.datasource.username"),
                setting(settings, "quarkus.datasource.password"))) {
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThat(settings).containsEntry("kafka.bootstrap.servers", Topics.bootstrapServers());
        assertThat(Topics.read("otp.deliveries")).isEmpty();
    }

    @Test
    void givesEachStartADatabaseOfItsOwnOnTheSameServers() {
        var first = start("twice", "");

        var second = start("twice", "");

        assertThat(setting(second, "quarkus.datasource.jdbc.url"))
                .isNotEqualTo(setting(first, "quarkus.datasource.jdbc.url"));
        assertThat(second).containsEntry("kafka.bootstrap.servers", setting(first, "kafka.bootstrap.servers"));
    }

    @Test
    void asksForTheDatabasesName() {
        var infrastructure = new Infrastructure();
        infrastructure.init(Map.of());

        assertThatThrownBy(infrastructure::start).hasMessageContaining("database");
    }

    private static Map<String, String> start(String database, String topics) {
        var infrastructure = new Infrastructure();
        infrastructure.init(Map.of("database", database, "topics", topics));
        return infrastructure.start();
    }

    private static String setting(Map<String, String> settings, String name) {
        assertThat(settings).containsKey(name);
        return settings.getOrDefault(name, "");
    }
}
