package io.twofold.local.start;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twofold.embedded.Children;
import io.twofold.embedded.FreePort;
import io.twofold.embedded.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The launcher as it is run, with the real PostgreSQL and Kafka; services and simulator are toys. */
final class ToyStack implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MODULES =
            List.of("identity-service", "otp-service", "sms-gateway-service", "app-password-service");

    private final Path home;
    // So that even the highest port stays below those that systems take for outgoing connections.
    private final int offset = FreePort.find() / 2 - 2_000;
    private final List<Process> launchers = new ArrayList<>();

    /** Built in that folder, not yet started. */
    ToyStack(Path home) throws IOException {
        this.home = home;
        Toy.writeJar(home.resolve("deploy/local/simulator/target/simulator-1.jar"));
        for (var module : MODULES) {
            Toy.writeJar(jarOf(module));
        }
    }

    Path jarOf(String module) {
        return home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    Path state() {
        return home.resolve("state");
    }

    int offset() {
        return offset;
    }

    Process start(String... options) {
        return launch("start", options);
    }

    Process launch(String verb, String... options) {
        var arguments = Stream.concat(
                        Stream.of(
                                "-Xmx64m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dtwofold.home=" + home,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.twofold.local.Launcher",
                                verb,
                                "--state",
                                state().toString(),
                                "--port-offset",
                                String.valueOf(offset)),
                        Stream.of(options))
                .toList();
        var launcher = Children.start(Program.java(arguments, home, Map.of()), home.resolve("log"));
        launchers.add(launcher);
        return launcher;
    }

    /** The stack as it describes itself, once it does. */
    JsonNode ready() {
        var file = state().resolve("stack.json");
        await().atMost(PATIENCE)
                .failFast(() -> launchers.stream().noneMatch(Process::isAlive))
                .until(() -> Files.exists(file));
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pidOf(String service) {
        return ready().at("/instances/" + service + "/0/pid").asLong();
    }

    Connection connect(String database) throws SQLException {
        var postgres = ready().at("/postgres");
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(
                                postgres.at("/host").asText(),
                                postgres.at("/port").asInt(),
                                database),
                postgres.at("/user").asText(),
                postgres.at("/password").asText());
    }

    void execute(String sql) throws SQLException {
        try (var connection = connect("identity");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What the launchers said. */
    String said() throws IOException {
        return Files.readString(home.resolve("log"));
    }

    @Override
    public void close() {
        launchers.forEach(launcher -> Children.signal(launcher.pid(), "TERM"));
        launchers.forEach(launcher -> launcher.onExit().join());
    }
}
