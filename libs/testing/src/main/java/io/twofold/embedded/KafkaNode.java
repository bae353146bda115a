package io.twofold.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.logging.LogManager;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The main class of Kafka's JVM: formats the storage at the first start, then is Kafka, and makes the topics beside it. */
final class KafkaNode {

    private final Path directory;
    private final Properties settings = new Properties();

    private KafkaNode(Path directory) throws IOException {
        this.directory = directory;
        try (var reader = Files.newBufferedReader(KafkaServer.settingsFile(directory))) {
            settings.load(reader);
        }
    }

    /**
     * Runs until it is told to stop.
     *
     * @param arguments the folder of a {@link KafkaServer}
     */
    public static void main(String[] arguments) throws IOException {
        configureLog();
        new KafkaNode(Path.of(arguments[0])).run();
    }

    private static void configureLog() throws IOException {
        // Kafka touches Log4j's API even where nobody logs through it, which would complain about that.
        System.setProperty("log4j2.statusLoggerLevel", "OFF");
        try (var configuration = KafkaNode.class.getResourceAsStream("kafka-logging.properties")) {
            LogManager.getLogManager().readConfiguration(configuration);
        }
    }

    private void run() {
        if (!isFormatted()) {
            format();
        }
        Thread.ofPlatform().daemon().name("topics").start(this::becomeReady);
        Kafka.main(new String[] {settingsFile()});
    }

    private boolean isFormatted() {
        return Files.exists(Path.of(settings.getProperty("log.dirs"), "meta.properties"));
    }

    private void format() {
        var status = StorageTool.execute(
                new String[] {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", settingsFile()},
                System.out);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Ends this JVM if it can't, so that whoever started it sees that and tries again. */
    private void becomeReady() {
        try {
            var topics = Files.readAllLines(KafkaServer.topicsFile(directory)).stream()
                    .map(KafkaTopic::ofLine)
                    .toList();
            KafkaTopics.ensure(settings.getProperty("advertised.listeners").replaceFirst(".*://", ""), topics);
            Files.createFile(KafkaServer.readyFile(directory));
        } catch (IOException | IllegalStateException e) {
            System.err.println("The topics can't be made: " + e);
            System.exit(1);
        }
    }

    private String settingsFile() {
        return KafkaServer.settingsFile(directory).toString();
    }
}
