package io.twofold.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.logging.LogManager;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The main class of Kafka's JVM: formats the storage at the first start, then is Kafka. */
final class KafkaNode {

    private KafkaNode() {}

    /**
     * Runs until it is told to stop.
     *
     * @param arguments the settings file
     */
    public static void main(String[] arguments) throws IOException {
        var settings = arguments[0];
        configureLog();
        if (!isFormatted(settings)) {
            var status = StorageTool.execute(
                    new String[] {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", settings},
                    System.out);
            if (status != 0) {
                System.exit(status);
            }
        }
        Kafka.main(new String[] {settings});
    }

    private static void configureLog() throws IOException {
        try (var configuration = KafkaNode.class.getResourceAsStream("kafka-logging.properties")) {
            LogManager.getLogManager().readConfiguration(configuration);
        }
    }

    private static boolean isFormatted(String file) throws IOException {
        var settings = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(file))) {
            settings.load(reader);
        }
        return Files.exists(Path.of(settings.getProperty("log.dirs"), "meta.properties"));
    }
}
