package io.twofold.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A Kafka of one node, broker and controller at once, whose data lives in a folder of its own and which listens on the
 * loopback interface only.
 *
 * @param directory      for its data and its settings
 * @param port           for clients, 1 to 65535
 * @param controllerPort for itself, 1 to 65535
 * @param parameters     of the broker, over those a single node needs
 * @param topics         that it makes when it starts, unless they are there already
 */
public record KafkaServer(
        Path directory, int port, int controllerPort, Map<String, String> parameters, List<KafkaTopic> topics) {

    public KafkaServer {
        directory = directory.toAbsolutePath();
        parameters = Map.copyOf(parameters);
        topics = List.copyOf(topics);
    }

    /**
     * The program that serves this folder.
     *
     * @param jvmArguments memory limits, collector and the like
     * @throws UncheckedIOException if the folder can't be written
     */
    public Program program(List<String> jvmArguments) {
        var arguments = new ArrayList<>(jvmArguments);
        arguments.addAll(
                List.of("-cp", System.getProperty("java.class.path"), KafkaNode.class.getName(), directory.toString()));
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(readyFile(directory));
            Files.write(
                    topicsFile(directory),
                    topics.stream().map(KafkaTopic::toLine).toList());
            writeSettings();
        } catch (IOException e) {
            throw new UncheckedIOException("can't write Kafka's settings to " + directory, e);
        }
        return Program.java(arguments, directory, Map.of());
    }

    /** What clients are told to connect to. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** Whether it takes connections and has made its topics. */
    public boolean isReady() {
        return Files.exists(readyFile(directory));
    }

    static Path settingsFile(Path directory) {
        return directory.resolve("server.properties");
    }

    static Path topicsFile(Path directory) {
        return directory.resolve("topics");
    }

    /** There when it is ready. */
    static Path readyFile(Path directory) {
        return directory.resolve("ready");
    }

    private void writeSettings() throws IOException {
        var settings = new Properties();
        settings.putAll(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@localhost:" + controllerPort,
                "listeners", "CLIENTS://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort,
                "advertised.listeners", "CLIENTS://localhost:" + port,
                "listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "CLIENTS",
                "log.dirs", directory.resolve("data").toString()));
        settings.putAll(Map.of(
                "auto.create.topics.enable", "false",
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                // There is one consumer a group here, so that there is nobody to wait for.
                "group.initial.rebalance.delay.ms", "0"));
        settings.putAll(parameters);
        try (var writer = Files.newBufferedWriter(settingsFile(directory))) {
            settings.store(writer, null);
        }
    }
}
