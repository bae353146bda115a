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

    private static final int KAFKA_TRIES = 4;

    private record Broker(KafkaServer kafka, Process process) {}

    private EmbeddedServers() {}

    static Servers start() {
        var folder = temporaryFolder();
        var password = UUID.randomUUID().toString();
        var postgres = new PostgresServer(folder.resolve("postgres"), FreePort.find(), password, POSTGRES_PARAMETERS);
        var postgresLog = folder.resolve("postgres.log");
        var database = Children.start(postgres.program(), postgresLog);
        var broker = startKafka(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(broker.process(), database, folder), "end-servers"));
        await("PostgreSQL", database, postgresLog, postgres::isReady);
        return new Servers(
                postgres.url(""),
                PostgresServer.SUPERUSER,
                password,
                broker.kafka().bootstrapServers(),
                "process " + broker.process().pid());
    }

    /** Anew, on other ports, if it ends while it starts: a port that was free may be taken when Kafka gets there. */
    private static Broker startKafka(Path folder) {
        for (var attempt = 1; ; attempt++) {
            var log = folder.resolve("kafka-%d.log".formatted(attempt));
            var kafka = new KafkaServer(
                    folder.resolve("kafka-" + attempt), FreePort.find(), FreePort.find(), Map.of(), List.of());
            var process = Children.start(
                    kafka.program(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")), log);
            try {
                await("Kafka", process, log, kafka::isReady);
                return new Broker(kafka, process);
            } catch (IllegalStateException e) {
                process.destroyForcibly();
                if (attempt == KAFKA_TRIES) {
                    throw e;
                }
            }
        }
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
