package io.twofold.local.stack;

import io.twofold.embedded.KafkaServer;
import io.twofold.embedded.PostgresServer;
import io.twofold.embedded.Program;
import io.twofold.local.obstacle.Obstacle;
import io.twofold.local.state.StateFolder;
import io.twofold.local.supervision.Supervised;
import io.twofold.local.supervision.Supervised.Layer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;

/** The whole stack as it is to be started: every process with its place, its memory, its settings and its secrets. */
public final class Blueprint {

    private static final long MIB = 1024 * 1024;

    /** What the stack takes when it is idle, one process of each service, with a little to spare. */
    private static final long MEMORY = 1_800 * MIB;

    /** What each further process of a service takes. */
    private static final long REPLICA_MEMORY = 250 * MIB;

    public static final String POSTGRES = "postgresql";
    public static final String KAFKA = "kafka";
    public static final String SIMULATOR = "simulator";

    /** A service's pool ({@code quarkus.datasource.jdbc.max-size}). */
    private static final int CONNECTIONS_OF_AN_INSTANCE = 20;

    /** Migrations, relays, whoever looks on, and some for a larger pool. */
    private static final int OTHER_CONNECTIONS = 70;

    /** Small and still durable: what is acknowledged survives a crash of the machine. */
    private static final Map<String, String> POSTGRES_PARAMETERS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "shared_buffers", "64MB",
            "max_wal_size", "256MB",
            // Statements hold values, and values are personal data.
            "log_min_error_statement", "panic",
            "log_error_verbosity", "terse");

    /** So that the folder stays small, too. */
    private static final Map<String, String> KAFKA_PARAMETERS = Map.of(
            "log.segment.bytes", "16777216",
            "log.index.size.max.bytes", "524288",
            "log.cleaner.dedupe.buffer.size", "4194304",
            "metadata.log.segment.bytes", "16777216");

    private static final List<String> SMALL_JVM = List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    /** The quick compiler only: these start in half the time and still do more than a local stack asks of them. */
    private static final List<String> SMALL_SERVER_JVM = with(SMALL_JVM, "-XX:TieredStopAtLevel=1");

    /**
     * The heap starts at 48 MiB; its young generation stays at 28, and the old one is kept little larger than what lives in it.
     * What compilers and sockets need for a moment goes back to the system.
     *
     * <p>The optimising compiler waits four times as long as usual before it takes on a method. It costs a third of the start
     * otherwise, and is as good once the service is warm.
     */
    private static final List<String> SERVICE_JVM = with(
            SMALL_JVM,
            "-Xms48m",
            "-Xmn28m",
            "-Xmx160m",
            "-XX:MinHeapFreeRatio=15",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:+UseCompactObjectHeaders",
            "-XX:TrimNativeHeapInterval=1000",
            "-Djdk.nio.maxCachedBufferSize=262144",
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=2400",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000",
            // The class cache where it expects to be, so that nothing in it has to be rewritten and hence copied.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0",
            "--sun-misc-unsafe-memory-access=allow");

    /**
     * Classes loaded and linked ahead of time (JEP 483) halve the work of a start. Profiles (JEP 515) would give much of it
     * back: all that was ever busy is compiled at once then.
     */
    private static final List<String> REHEARSING_JVM =
            with(SERVICE_JVM, "-XX:-AOTRecordTraining", "-XX:-AOTAdapterCaching", "-XX:-AOTStubCaching");

    private final Path home;
    private final Ports ports;
    private final boolean rehearsal;
    private final PostgresServer postgres;
    private final KafkaServer kafka;
    private final Supervised simulator;
    private final Map<Instance, Supervised> services = new LinkedHashMap<>();

    /**
     * Draws it up; nothing is started yet.
     *
     * @param home     the folder that the modules were built in
     * @param replicas how many of a service, where it isn't one
     * @param rehearsal whether each JVM writes, when it stops, the class cache that later ones start from
     */
    public Blueprint(
            Path home,
            StateFolder folder,
            Ports ports,
            StackSecrets secrets,
            Map<Service, Integer> replicas,
            List<Setting> chosen,
            boolean rehearsal) {
        this.home = home;
        this.rehearsal = rehearsal;
        this.ports = ports;
        var instances = instances(replicas);
        var parameters = new HashMap<>(POSTGRES_PARAMETERS);
        parameters.put(
                "max_connections", String.valueOf(instances.size() * CONNECTIONS_OF_AN_INSTANCE + OTHER_CONNECTIONS));
        postgres = new PostgresServer(folder.postgresData(), ports.postgres(), secrets.superuserPassword(), parameters);
        kafka = new KafkaServer(
                folder.kafka(), ports.kafka(), ports.kafkaController(), KAFKA_PARAMETERS, StackTopics.all());
        simulator = simulator(folder.path(), secrets);
        var settings = new ServiceSettings(ports, postgres, kafka, secrets, chosen);
        for (var instance : instances) {
            services.put(instance, service(instance, folder.path(), settings.of(instance)));
        }
    }

    /** In bytes, when it is idle. */
    public long memory() {
        return MEMORY + (services.size() - Service.values().length) * REPLICA_MEMORY;
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public KafkaServer kafka() {
        return kafka;
    }

    public Set<Instance> instances() {
        return Collections.unmodifiableSet(services.keySet());
    }

    public Supervised database() {
        return new Supervised(POSTGRES, Layer.FOUNDATION, postgres::program, postgres::isReady);
    }

    public Supervised broker() {
        return new Supervised(
                KAFKA, Layer.FOUNDATION, () -> kafka.program(with(SMALL_SERVER_JVM, "-Xmx256m")), kafka::isReady);
    }

    public Supervised simulator() {
        return simulator;
    }

    public Collection<Supervised> services() {
        return Collections.unmodifiableCollection(services.values());
    }

    /**
     * Checks that everything to be started is there.
     *
     * @throws Obstacle if a module isn't built
     */
    public void requireBuilt() {
        Stream.concat(Stream.of(simulatorJar()), Arrays.stream(Service.values()).map(this::jarOf))
                .filter(jar -> !Files.exists(jar))
                .findFirst()
                .ifPresent(missing -> {
                    throw new Obstacle("%s isn't there; build it with ./twofold start or with mvn package."
                            .formatted(home.relativize(missing)));
                });
    }

    private static List<Instance> instances(Map<Service, Integer> replicas) {
        var instances = new ArrayList<Instance>();
        for (var service : Service.values()) {
            for (var number = 1; number <= replicas.getOrDefault(service, 1); number++) {
                instances.add(new Instance(service, number));
            }
        }
        return instances;
    }

    private Supervised simulator(Path directory, StackSecrets secrets) {
        var program = Program.java(
                with(SMALL_SERVER_JVM, "-Xmx64m", "-jar", simulatorJar().toString()),
                directory,
                Map.of(
                        "SIMULATOR_HTTP_PORT", String.valueOf(ports.simulator()),
                        "SIMULATOR_SMTP_PORT", String.valueOf(ports.smtp()),
                        "SIMULATOR_SMPP_PORT", String.valueOf(ports.smpp()),
                        "SIMULATOR_SMPP_SYSTEM_ID", ServiceSettings.SMPP_SYSTEM_ID,
                        "SIMULATOR_SMPP_PASSWORD", secrets.smppPassword(),
                        "SIMULATOR_TWILIO_ACCOUNT_SID", secrets.twilioAccountSid(),
                        "SIMULATOR_TWILIO_AUTH_TOKEN", secrets.twilioAuthToken()));
        var ready = new HttpProbe(URI.create(ports.url(ports.simulator()) + "/health"));
        return new Supervised(SIMULATOR, Layer.FOUNDATION, () -> program, ready);
    }

    private Supervised service(Instance instance, Path directory, Map<String, String> settings) {
        var jar = jarOf(instance.service());
        var arguments = new ArrayList<>(rehearsal ? REHEARSING_JVM : SERVICE_JVM);
        arguments.addAll(classCache(jar));
        arguments.addAll(List.of("-jar", jar.toString()));
        var program = Program.java(arguments, directory, settings);
        var ready = new HttpProbe(URI.create(ports.url(ports.managementOf(instance)) + "/q/health/ready"));
        return new Supervised(instance.processName(), Layer.SERVICE, () -> program, ready);
    }

    /**
     * A JVM passes over a cache that was made of other jars, by another JVM or with other headers of objects. One that isn't there must not be named: the JVM
     * would go without its own classes' cache, too.
     */
    private List<String> classCache(Path jar) {
        var cache = jar.resolveSibling("app.aot");
        if (rehearsal) {
            return List.of("-XX:AOTCacheOutput=" + cache);
        }
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
    }

    private Path simulatorJar() {
        var target = home.resolve("deploy/local/simulator/target");
        try (var jars = Files.newDirectoryStream(target, "simulator-*.jar")) {
            return jars.iterator().next();
        } catch (IOException | NoSuchElementException notBuilt) {
            return target.resolve("simulator-*.jar");
        }
    }

    private Path jarOf(Service service) {
        return home.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private static List<String> with(List<String> arguments, String... more) {
        return Stream.concat(arguments.stream(), Stream.of(more)).toList();
    }
}
