package io.twofold.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Both servers as containers of the official images, or of those that {@code -Dtwofold.images.postgres} and
 * {@code -Dtwofold.images.kafka} name. Testcontainers removes them when the JVM is gone.
 */
final class ContainerServers {

    private static final DockerImageName POSTGRES = DockerImageName.parse(
                    System.getProperty("twofold.images.postgres", "postgres:18"))
            .asCompatibleSubstituteFor("postgres");
    private static final DockerImageName KAFKA = DockerImageName.parse(
                    System.getProperty("twofold.images.kafka", "apache/kafka:4.1.1"))
            .asCompatibleSubstituteFor("apache/kafka");

    private ContainerServers() {}

    @SuppressWarnings("resource") // They live as long as the JVM.
    static Servers start() {
        var postgres = new PostgreSQLContainer(POSTGRES).withCommand(postgresCommand());
        var kafka = new KafkaContainer(KAFKA).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        Startables.deepStart(Stream.of(postgres, kafka)).join();
        var url = postgres.getJdbcUrl();
        return new Servers(
                url.substring(0, url.lastIndexOf('/') + 1),
                postgres.getUsername(),
                postgres.getPassword(),
                kafka.getBootstrapServers(),
                "container " + kafka.getContainerId());
    }

    private static String[] postgresCommand() {
        var command = new ArrayList<>(List.of("postgres"));
        EmbeddedServers.POSTGRES_PARAMETERS.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command.toArray(String[]::new);
    }
}
