package io.twofold.acceptance.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The running stack. */
public final class Stack {

    /** Longer than any test that isn't about it takes on a slow machine, and shorter than the whole run. */
    public static final Duration LIFE_OF_A_CODE = Duration.ofMinutes(5);

    /** How long services believe that the person is still there; the same holds for it. */
    public static final Duration FRESH = Duration.ofMinutes(4);

    /** How many codes France gets in a day. */
    public static final int SENDS_TO_FRANCE = 20;

    /** In millionths. One code to Iceland costs more than all others of a run together. */
    private static final int MONEY_OF_A_DAY = 1_000_000_000;

    private static final int PRICE_OF_ICELAND = 46_000_000;

    /** How many codes to Iceland the money of a day is enough for. */
    public static final int SENDS_TO_ICELAND = MONEY_OF_A_DAY / PRICE_OF_ICELAND;

    /** How many codes that nobody verified a client address gets in five minutes. */
    public static final int SENDS_FROM_AN_ADDRESS = 8;

    /** Countries whose texts go by the message centre first and by Twilio second, one for each way to be in trouble. */
    public static final List<String> BY_SMPP_FIRST =
            List.of("ES", "IT", "PT", "DK", "FI", "NO", "IE", "GR", "HU", "CZ", "CH");

    /** The other way round. Everywhere else texts go by Twilio alone. */
    public static final List<String> BY_TWILIO_FIRST = List.of("RO", "CY", "HR", "SI", "SK", "EE", "LV", "LT");

    /** Where codes may go besides. */
    private static final List<String> SERVED =
            List.of("US", "GB", "DE", "JP", "FR", "IS", "AT", "BE", "NL", "PL", "SE");

    /** What opens otp-service as to identity-service; see {@link io.twofold.acceptance.person.Partner#identity}. */
    public static final String SECRET_OF_IDENTITY =
            HexFormat.of().toHexDigits(new SecureRandom().nextLong()).repeat(3);

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    private static final Path HOME =
            Path.of(System.getProperty("twofold.home", "..")).toAbsolutePath().normalize();

    private static final List<String> SETTINGS = List.of(
            "twofold.codes.lifetime=" + LIFE_OF_A_CODE,
            "twofold.codes.resend-after=PT2S",
            "twofold.tokens.fresh-for=" + FRESH,
            // Under load on a small machine an answer may be late without anything being wrong.
            "identity:quarkus.rest-client.otp.read-timeout=20000",
            "twofold.tokens.timeout=PT10S",
            // A handover that a crash cut short is known as lost after this, instead of a minute.
            "sms-gateway:twofold.delivery.lease=PT13S",
            "sms-gateway:twofold.delivery.look-after=PT1S",
            "sms-gateway:twofold.providers.smpp.host=localhost",
            "sms-gateway:twofold.providers.smpp.answer-timeout=PT5S",
            "sms-gateway:twofold.routing.routes.other.sms=twilio",
            "identity:twofold.clients.\"identity\".secret=" + SECRET_OF_IDENTITY,
            "identity:twofold.clients.\"identity\".scopes=otp",
            "otp:twofold.numbers.countries=" + String.join(",", served()),
            "otp:twofold.limits.address=" + SENDS_FROM_AN_ADDRESS + "/PT5M",
            "otp:twofold.budgets.countries.FR=" + SENDS_TO_FRANCE,
            // So that an hour's end in the middle of a test changes nothing.
            "otp:twofold.budgets.spend-per-hour=" + MONEY_OF_A_DAY * 2L,
            "otp:twofold.budgets.spend-per-day=" + MONEY_OF_A_DAY,
            "otp:twofold.budgets.price=1000",
            "otp:twofold.budgets.prices.IS=" + PRICE_OF_ICELAND);

    private final Path folder;
    private final Process launcher;
    private final Simulator simulator = new Simulator(this);
    private final Databases databases = new Databases(this);
    private final Topics topics;

    private Stack() {
        try {
            var place = Files.createDirectories(HOME.resolve("acceptance-tests/target"));
            folder = Files.createTempDirectory(place, "stack-");
            launcher = launch(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop the stack"));
        await("the stack").atMost(PATIENCE).until(() -> !launcher.isAlive() || Files.exists(stackFile()));
        assertThat(launcher.isAlive()).as(this::said).isTrue();
        topics = new Topics(description().path("kafka").asText());
        warmUp();
    }

    /** A first answer takes much longer than any later one, and on a busy machine longer than others wait for it. */
    private void warmUp() {
        var api = api();
        await("the first registration")
                .atMost(PATIENCE)
                .until(() -> api.post(Service.IDENTITY, "/v1/registrations")
                                .json(Map.of("email", "first@example.com", "password", "some correct horse"))
                                .send()
                                .status()
                        == 202);
    }

    /** A new one, stopped when the JVM ends. */
    public static Stack start() {
        return new Stack();
    }

    private static List<String> served() {
        return Stream.of(SERVED, BY_SMPP_FIRST, BY_TWILIO_FIRST)
                .flatMap(List::stream)
                .toList();
    }

    private static Stream<String> routes(String route, List<String> countries) {
        return countries.stream().map(country -> "sms-gateway:twofold.routing.routes." + country + ".sms=" + route);
    }

    private static Process launch(Path folder) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-Dtwofold.home=" + HOME,
                "-jar",
                launcherJar().toString(),
                "start",
                "--state",
                folder.resolve("state").toString(),
                "--port-offset",
                String.valueOf(freeOffset())));
        Stream.of(SETTINGS.stream(), routes("smpp,twilio", BY_SMPP_FIRST), routes("twilio,smpp", BY_TWILIO_FIRST))
                .flatMap(settings -> settings)
                .forEach(setting -> command.addAll(List.of("--set", setting)));
        // Clients spread their requests; identity-service knows the first only.
        command.addAll(List.of("--replicas", "otp=2"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("launcher.log").toFile())
                .start();
    }

    private static Path launcherJar() throws IOException {
        try (var jars = Files.newDirectoryStream(HOME.resolve("deploy/local/launcher/target"), "launcher-*.jar")) {
            return jars.iterator().next();
        }
    }

    /** Below the ports that the system gives to clients. */
    private static int freeOffset() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(1_000, 13_000))
                .limit(100)
                .filter(offset -> IntStream.of(
                                1025, 8081, 8082, 8083, 8084, 8090, 9081, 9082, 9083, 9084, 15432, 19092, 19093)
                        .allMatch(port -> isFree(port + offset)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private void stop() {
        launcher.destroy();
        try {
            launcher.onExit().get(3, TimeUnit.MINUTES);
        } catch (TimeoutException e) {
            launcher.destroyForcibly();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String said() {
        return read(folder.resolve("launcher.log"));
    }

    private Path stackFile() {
        return folder.resolve("state").resolve("stack.json");
    }

    /** {@code stack.json} as it is now. */
    JsonNode description() {
        return Json.read(read(stackFile()));
    }

    String url(Service service) {
        return description().path("services").path(service.key()).asText();
    }

    String simulator() {
        return description().path("simulator").asText();
    }

    /** The secret of a client of identity-service. */
    public String clientSecret(String client) {
        return description().path("clients").path(client).path("secret").asText();
    }

    /** The secret of a verifier of app-password-service. */
    public String verifierSecret(String verifier) {
        return description().path("verifiers").path(verifier).path("secret").asText();
    }

    /** The services from a client address that nobody else has. */
    public Api api() {
        return new Api(this);
    }

    /** The services as seen from the proxy that they trust to say where others come from. */
    public Api proxy() {
        return Api.ofTheProxy(this);
    }

    public Simulator world() {
        return simulator;
    }

    public Topics topics() {
        return topics;
    }

    public Databases databases() {
        return databases;
    }

    /** Every file that any process wrote its log to. */
    public List<Path> logs() {
        try (var files = Files.walk(Path.of(description().path("logs").asText()))) {
            var logs = new ArrayList<>(files.filter(Files::isRegularFile).toList());
            logs.add(folder.resolve("launcher.log"));
            return logs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills every instance of a service, as a crash would; the launcher starts them again. */
    public void kill(Service service) {
        var pids = instances(service).stream()
                .map(instance -> instance.path("pid").asLong())
                .toList();
        pids.forEach(pid -> signal("KILL", pid));
        await(service + " is gone")
                .atMost(RECOVERY)
                .until(() -> pids.stream()
                        .noneMatch(pid -> ProcessHandle.of(pid)
                                .map(ProcessHandle::isAlive)
                                .orElse(false)));
    }

    /** Waits until every instance of a service is ready. */
    public void awaitReady(Service service) {
        var probe = api();
        await(service + " is ready")
                .atMost(RECOVERY)
                .ignoreExceptions()
                .until(() -> instances(service).stream()
                        .map(instance -> instance.path("management").asText() + "/q/health/ready")
                        .allMatch(address -> probe.at("GET", address).send().status() == 200));
    }

    /** Where each instance of a service is. */
    public List<String> replicas(Service service) {
        return instances(service).stream()
                .map(instance -> instance.path("url").asText())
                .toList();
    }

    private List<JsonNode> instances(Service service) {
        return StreamSupport.stream(
                        description().path("instances").path(service.key()).spliterator(), false)
                .toList();
    }

    /** The time in which one of the servers below everything is away. */
    public interface Outage extends AutoCloseable {

        /** Ends it. */
        @Override
        void close();
    }

    /** Stops Kafka until the outage is closed. */
    public Outage withoutKafka() {
        return without("kafka", "KILL");
    }

    /** Stops PostgreSQL until the outage is closed. */
    public Outage withoutPostgres() {
        return without("postgresql", "INT");
    }

    /** While the launcher sleeps, nobody starts again what ended. */
    private Outage without(String process, String signal) {
        var ledger = Json.read(read(folder.resolve("state").resolve("processes.json")));
        var pid = StreamSupport.stream(ledger.spliterator(), false)
                .filter(entry -> entry.path("name").asText().equals(process))
                .findFirst()
                .orElseThrow()
                .path("pid")
                .asLong();
        signal("STOP", launcher.pid());
        signal(signal, pid);
        // The sleeping parent doesn't collect its child, which therefore stays as a zombie.
        await(process + " is gone").atMost(RECOVERY).until(() -> hasEnded(pid));
        return () -> signal("CONT", launcher.pid());
    }

    private static boolean hasEnded(long pid) {
        var stat = Path.of("/proc", String.valueOf(pid), "stat");
        return !Files.exists(stat) || read(stat).replaceFirst(".*\\) ", "").startsWith("Z");
    }

    private static void signal(String signal, long pid) {
        try {
            var status = new ProcessBuilder("kill", "-" + signal, String.valueOf(pid))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(status).as("kill -%s %d", signal, pid).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
