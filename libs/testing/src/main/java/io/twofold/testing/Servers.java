package io.twofold.testing;

import java.util.Properties;

/**
 * Where the one PostgreSQL and the one Kafka of this JVM are.
 *
 * <p>Quarkus loads test classes anew for every profile, so that a static field would be one per profile. The addresses are
 * kept in the JVM's system properties instead, as plain strings that any class loader understands.
 *
 * @param jdbcUrl          up to and including the slash before the database's name
 * @param broker           what pauses the broker: {@code process <pid>} or {@code container <id>}
 */
record Servers(String jdbcUrl, String user, String password, String bootstrapServers, String broker) {

    private static final String PREFIX = "twofold.testing.";

    /** The servers of this JVM, started by whoever asks first; they live as long as the JVM. */
    static Servers running() {
        var properties = System.getProperties();
        synchronized (properties) {
            if (!properties.containsKey(PREFIX + "broker")) {
                start().remember(properties);
            }
            return recall(properties);
        }
    }

    private static Servers start() {
        return switch (System.getProperty("infrastructure", "embedded")) {
            case "embedded" -> EmbeddedServers.start();
            case "containers" -> ContainerServers.start();
            case String other ->
                throw new IllegalArgumentException("-Dinfrastructure is embedded or containers, not " + other);
        };
    }

    private void remember(Properties properties) {
        properties.setProperty(PREFIX + "jdbc-url", jdbcUrl);
        properties.setProperty(PREFIX + "user", user);
        properties.setProperty(PREFIX + "password", password);
        properties.setProperty(PREFIX + "bootstrap-servers", bootstrapServers);
        properties.setProperty(PREFIX + "broker", broker);
    }

    private static Servers recall(Properties properties) {
        return new Servers(
                properties.getProperty(PREFIX + "jdbc-url"),
                properties.getProperty(PREFIX + "user"),
                properties.getProperty(PREFIX + "password"),
                properties.getProperty(PREFIX + "bootstrap-servers"),
                properties.getProperty(PREFIX + "broker"));
    }
}
