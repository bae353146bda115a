package io.twofold.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and Kafka for a {@code @QuarkusTest}:
 *
 * <pre>{@code
 * @WithTestResource(value = Infrastructure.class, initArgs = {
 *     @ResourceArg(name = "database", value = "otp"),
 *     @ResourceArg(name = "topics", value = "otp.events, otp.deliveries")})
 * }</pre>
 *
 * <p>The application gets an empty database, the topics (12 partitions each) and the settings that lead it to both. The
 * servers are started once per JVM and stay up, so that another profile costs a restart of the application only.
 */
public final class Infrastructure implements QuarkusTestResourceLifecycleManager {

    private @Nullable String service;
    private List<String> topics = List.of();

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.get("database");
        topics = List.of(arguments.getOrDefault("topics", "").strip().split("\\s*,\\s*"));
    }

    @Override
    public Map<String, String> start() {
        if (service == null) {
            throw new IllegalArgumentException("Infrastructure needs the argument \"database\": the service's name");
        }
        Databases.create(service);
        Topics.create(topics);
        return Map.of(
                "quarkus.devservices.enabled", "false",
                "quarkus.datasource.jdbc.url", Databases.url(service),
                "quarkus.datasource.username", Databases.user(),
                "quarkus.datasource.password", Databases.password(),
                "kafka.bootstrap.servers", Topics.bootstrapServers());
    }

    /** Leaves the servers running for the next profile; they end with the JVM. */
    @Override
    public void stop() {}
}
