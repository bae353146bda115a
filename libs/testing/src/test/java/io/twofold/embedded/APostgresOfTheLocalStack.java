package io.twofold.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class APostgresOfTheLocalStack {

    @TempDir
    Path folder;

    private PostgresServer server;
    private Process process;

    @BeforeEach
    void start() {
        server = new PostgresServer(folder.resolve("data"), FreePort.find(), "first password", Map.of());
        run();
    }

    @AfterEach
    void stop() {
        Children.signal(process.pid(), server.program().stop().name());
        process.onExit().join();
    }

    @Test
    void isDurable() throws SQLException {
        assertThat(answer("SHOW fsync")).isEqualTo("on");
        assertThat(answer("SHOW synchronous_commit")).isEqualTo("on");
    }

    @Test
    void keepsItsDataOverARestart() throws SQLException {
        answer("CREATE TABLE kept AS SELECT 42 AS answer");

        stop();
        run();

        assertThat(answer("SELECT answer FROM kept")).isEqualTo("42");
    }

    @Test
    void wantsThePassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(server.url("postgres"), PostgresServer.SUPERUSER, "wrong"))
                .hasMessageContaining("password");
    }

    /** Which root can't enter without privileges. */
    @Test
    void startsInTheClosedHomeOfAnOrdinaryUser() throws IOException {
        var home = Files.createDirectory(
                folder.resolve("home"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---")));
        var state = Files.createDirectory(home.resolve("state"));
        if (ServerUser.isRoot()) {
            Files.setAttribute(home, "unix:uid", 1000);
        }
        stop();
        server = new PostgresServer(state.resolve("data"), FreePort.find(), "password", Map.of());

        run();

        assertThat(server.isReady()).isTrue();
    }

    private void run() {
        process = Children.start(server.program(), folder.resolve("log"));
        await().until(server::isReady);
    }

    private String answer(String sql) throws SQLException {
        try (var connection = server.connect("postgres");
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
