package io.twofold.testing;

import io.twofold.embedded.Children;
import io.twofold.embedded.Folders;
import io.twofold.embedded.FreePort;
import io.twofold.embedded.KafkaServer;
import io.twofold.embedded.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Both servers as child processes with their data in a temporary folder. */
final class EmbeddedServers {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    /** Fast and forgetful: a crash of the machine may lose everything, and a test's data is worth nothing then. */
    static final Map<String, String> POSTGRES_PARAMETERS = Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "shared_buffers", "64MB",
            "max_connections", "200");

    private EmbeddedServers() {}

    static Servers start() {
        var folder = temporaryFolder();
        var password = UUID.randomUUID().toString();
        var postgres = new PostgresServer(folder.resolve("postgres"), FreePort.find(), password, POSTGRES_PARAMETERS);
        var kafka = new KafkaServer(folder.resolve("kafka"), FreePort.find(), FreePort.find(), Map.of(), List.of());
        var kafkaLog = folder.resolve("kafka.log");
        var postgresLog = folder.resolve("postgres.log");
        var broker = Children.start(
                kafka.program(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")), kafkaLog);
        var database = Children.start(postgres.program(), postgresLog);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(broker, database, folder), "end-servers"));
        await("PostgreSQL", database, postgresLog, postgres::isReady);
        await("Kafka", broker, kafkaLog, kafka::isReady);
        return new Servers(
                postgres.url(""),
                PostgresServer.SUPERUSER,
                password,
                kafka.bootstrapServers(),
                "process " + broker.pid());
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("twofold-test-");
        } catch (IOException e) {
            throw new UncheckedIOException("can't make a temporary folder", e);
        }
    }

    private static void await(String name, Process process, Path log, BooleanSupplier ready) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                var end = process.isAlive() ? "in time" : "but ended with status " + process.exitValue();
                throw new IllegalStateException(name + " doesn't start " + end + "; it says:\n" + contentOf(log));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static String contentOf(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private static void end(Process broker, Process database, Path folder) {
        Children.signal(broker.pid(), "KILL");
        // PostgreSQL's immediate shutdown: takes its own children along.
        Children.signal(database.pid(), "QUIT");
        broker.onExit().join();
        database.onExit().join();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("can't delete " + folder, e);
        }
    }
}
