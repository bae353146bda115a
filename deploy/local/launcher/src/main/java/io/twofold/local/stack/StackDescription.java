package io.twofold.local.stack;

import io.twofold.embedded.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code stack.json} says; its form is part of the HTTP contract ("The local stack's own surface"). */
public final class StackDescription {

    /** Where one instance is. */
    record Address(String url, String management, long pid) {}

    /** How to get into the database as its superuser. */
    record Postgres(String host, int port, String user, String password) {}

    /** A client of identity-service. */
    record ClientEntry(String secret, String scope) {}

    /** A verifier of app-password-service. */
    record VerifierEntry(String secret) {}

    /** The whole file. */
    public record Content(
            Map<String, String> services,
            Map<String, List<Address>> instances,
            String simulator,
            Postgres postgres,
            String kafka,
            Map<String, ClientEntry> clients,
            Map<String, VerifierEntry> verifiers,
            String logs) {}

    private final Blueprint blueprint;
    private final Ports ports;
    private final StackSecrets secrets;
    private final Path logs;

    public StackDescription(Blueprint blueprint, Ports ports, StackSecrets secrets, Path logs) {
        this.blueprint = blueprint;
        this.ports = ports;
        this.secrets = secrets;
        this.logs = logs;
    }

    /** Describes the stack as it runs now, given the process id of each by name. */
    public Content of(Map<String, Long> pids) {
        var services = new LinkedHashMap<String, String>();
        var instances = new LinkedHashMap<String, List<Address>>();
        for (var instance : blueprint.instances()) {
            var service = instance.service();
            services.putIfAbsent(service.keyInStackFile(), ports.url(service));
            instances
                    .computeIfAbsent(service.keyInStackFile(), key -> new ArrayList<>())
                    .add(new Address(
                            ports.url(ports.of(instance)),
                            ports.url(ports.managementOf(instance)),
                            pids.getOrDefault(instance.processName(), 0L)));
        }
        return new Content(
                services,
                instances,
                ports.url(ports.simulator()),
                new Postgres("localhost", ports.postgres(), PostgresServer.SUPERUSER, secrets.superuserPassword()),
                blueprint.kafka().bootstrapServers(),
                Arrays.stream(Client.values())
                        .collect(Collectors.toMap(
                                Client::id, client -> new ClientEntry(secrets.clientSecret(client), client.scope()))),
                Map.of(StackSecrets.MAIL_SERVER, new VerifierEntry(secrets.mailServerSecret())),
                logs.toString());
    }
}
