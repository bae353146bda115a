package io.twofold.local.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.embedded.Children;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ARunningStack {

    private static ToyStack stack;

    @BeforeAll
    static void start(@TempDir Path home) throws IOException {
        stack = new ToyStack(home);
        stack.start("--replicas", "otp=2");
        stack.ready();
    }

    @AfterAll
    static void end() {
        stack.close();
    }

    @Test
    void tellsOthersAllTheyNeedToKnow() throws IOException {
        var description = stack.ready();

        assertThat(description.at("/services/identity").asText())
                .isEqualTo("http://localhost:" + (8081 + stack.offset()));
        assertThat(description.at("/services").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("identity", "otp", "smsGateway", "appPassword");
        assertThat(description.at("/instances/otp")).hasSize(2).allSatisfy(instance -> {
            assertThat(instance.at("/url").asText()).startsWith("http://localhost:");
            assertThat(instance.at("/management").asText()).startsWith("http://localhost:");
            assertThat(ProcessHandle.of(instance.at("/pid").asLong())).isPresent();
        });
        assertThat(description.at("/simulator").asText()).isEqualTo("http://localhost:" + (8090 + stack.offset()));
        assertThat(description.at("/kafka").asText()).isEqualTo("localhost:" + (19092 + stack.offset()));
        assertThat(description.at("/clients/partner/secret").asText()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(description.at("/clients/operator/scope").asText()).isEqualTo("gateway-admin admin");
        assertThat(description.at("/verifiers/mail-server/secret").asText()).hasSizeGreaterThanOrEqualTo(32);
        assertThat(Path.of(description.at("/logs").asText())).isDirectoryContaining("glob:**/kafka.log");
        assertThat(Files.getPosixFilePermissions(stack.state().resolve("stack.json")))
                .hasSize(2);
    }

    @Test
    void hasADatabaseForEachService() throws SQLException {
        var names = new ArrayList<String>();
        try (var connection = stack.connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT datname FROM pg_database")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        assertThat(names).contains("identity", "otp", "sms_gateway", "app_password");
    }

    @Test
    void hasTheTopics() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.ready().at("/kafka").asText()))) {
            assertThat(admin.listTopics().names().get())
                    .contains("identity.events", "otp.deliveries", "otp.events.identity-service.dead-letter");
        }
    }

    @Test
    void bringsBackAServiceThatDies() {
        var killed = stack.pidOf("identity");

        Children.signal(killed, "KILL");

        await().atMost(Duration.ofSeconds(20)).until(() -> stack.pidOf("identity"), pid -> pid != killed && pid != 0);
    }

    @Test
    void keepsASecondOneOutOfItsFolder() throws IOException {
        var second = stack.start();

        assertThat(second.onExit().join().exitValue()).isEqualTo(1);
        assertThat(stack.said()).contains("A stack is already running in " + stack.state());
    }
}
