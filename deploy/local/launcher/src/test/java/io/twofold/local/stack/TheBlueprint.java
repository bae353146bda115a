package io.twofold.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.twofold.embedded.Program;
import io.twofold.local.obstacle.Obstacle;
import io.twofold.local.state.Secrets;
import io.twofold.local.state.StateFolder;
import io.twofold.local.supervision.Supervised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TheBlueprint {

    @TempDir
    Path parent;

    private StateFolder folder;
    private Secrets secrets;

    @BeforeEach
    void aFolder() {
        folder = StateFolder.open(parent.resolve("state"));
        secrets = Secrets.of(folder);
    }

    @AfterEach
    void letGo() throws IOException {
        folder.close();
    }

    @Test
    void leadsEachServiceToTheOthers() {
        var identity = environmentOf("identity-service", blueprint(0, Map.of()));
        var gateway = environmentOf("sms-gateway-service", blueprint(0, Map.of()));

        assertThat(identity)
                .containsEntry("quarkus.http.port", "8081")
                .containsEntry("quarkus.management.port", "9081")
                .containsEntry("twofold.otp.url", "http://localhost:8082")
                .containsEntry("twofold.clients.\"partner\".scopes", "otp messages lookups introspect")
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost:15432/identity");
        assertThat(gateway)
                .containsEntry("twofold.tokens.jwks-url", "http://localhost:8081/.well-known/jwks.json")
                .containsEntry("twofold.providers.twilio.base-url", "http://localhost:8090")
                .containsEntry("kafka.bootstrap.servers", "localhost:19092")
                .containsEntry("quarkus.datasource.username", "sms_gateway");
    }

    @Test
    void letsOtpAskTheGatewayAboutNumbers() {
        var blueprint = blueprint(0, Map.of());
        var identity = environmentOf("identity-service", blueprint);
        var otp = environmentOf("otp-service", blueprint);

        assertThat(identity).containsEntry("twofold.clients.\"otp\".scopes", "lookups");
        assertThat(otp)
                .containsEntry("twofold.gateway.url", "http://localhost:8083")
                .containsEntry("twofold.number-lookups.enabled", "true")
                .containsEntry("twofold.number-lookups.client-secret", identity.get("twofold.clients.\"otp\".secret"));
        assertThat(otp.get("twofold.number-lookups.client-secret")).isNotEmpty();
    }

    @Test
    void givesTheTwoEndsOfADeliveryTheSameKeysetAndNobodyElse() {
        var blueprint = blueprint(0, Map.of());
        var name = "twofold.sealing.delivery-keyset";

        assertThat(environmentOf("otp-service", blueprint).get(name))
                .isNotEmpty()
                .isEqualTo(environmentOf("sms-gateway-service", blueprint).get(name));
        assertThat(environmentOf("identity-service", blueprint)).doesNotContainKey(name);
        assertThat(environmentOf("app-password-service", blueprint)).doesNotContainKey(name);
    }

    @Test
    void preparesTheMessageCentreForWhoeverSetsItsHost() {
        var usual = environmentOf("sms-gateway-service", blueprint(0, Map.of()));
        var simulator = blueprint(0, Map.of()).simulator().program().get().environment();

        assertThat(usual)
                .containsEntry("twofold.providers.smpp.port", "2775")
                .doesNotContainKey("twofold.providers.smpp.host");
        assertThat(simulator)
                .containsEntry("SIMULATOR_SMPP_PORT", "2775")
                .containsEntry("SIMULATOR_SMPP_SYSTEM_ID", usual.get("twofold.providers.smpp.system-id"))
                .containsEntry("SIMULATOR_SMPP_PASSWORD", usual.get("twofold.providers.smpp.password"));
        assertThat(usual.get("twofold.providers.smpp.password")).hasSize(8);
    }

    @Test
    void givesEachServiceKeysetsOfItsOwn() {
        var blueprint = blueprint(0, Map.of());

        for (var name :
                List.of("twofold.sealing.storage-keyset", "twofold.digest.keyset", "twofold.fingerprint.keyset")) {
            assertThat(blueprint.services())
                    .extracting(service -> service.program().get().environment().get(name))
                    .doesNotContainNull()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void shiftsEveryPort() {
        var identity = environmentOf("identity-service", blueprint(1000, Map.of()));

        assertThat(identity)
                .containsEntry("quarkus.http.port", "9081")
                .containsEntry("quarkus.management.port", "10081")
                .containsEntry("twofold.otp.url", "http://localhost:9082")
                .containsEntry("quarkus.mailer.port", "2025")
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost:16432/identity")
                .containsEntry("kafka.bootstrap.servers", "localhost:20092");
    }

    @Test
    void addsReplicasOnPortsOfTheirOwn() {
        var second = environmentOf("otp-service-2", blueprint(0, Map.of(Service.OTP, 2)));

        assertThat(second)
                .containsEntry("quarkus.http.port", "8182")
                .containsEntry("quarkus.management.port", "9182")
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost:15432/otp");
    }

    @Test
    void hasRoomForTheConnectionsAndTheMemoryOfEveryReplica() {
        var usual = blueprint(0, Map.of());
        var large = blueprint(0, Map.of(Service.OTP, 8, Service.IDENTITY, 4));

        assertThat(usual.postgres().parameters()).containsEntry("max_connections", "150");
        assertThat(large.postgres().parameters()).containsEntry("max_connections", "350");
        assertThat(large.memory() - usual.memory()).isEqualTo(10 * 250L * 1024 * 1024);
    }

    @Test
    void letsChosenSettingsPrevail() {
        var blueprint = blueprint(
                0,
                Map.of(),
                new Setting(Optional.empty(), "twofold.codes.lifetime", "PT5S"),
                new Setting(Optional.of(Service.OTP), "quarkus.http.port", "7000"));

        assertThat(environmentOf("otp-service", blueprint))
                .containsEntry("twofold.codes.lifetime", "PT5S")
                .containsEntry("quarkus.http.port", "7000");
        assertThat(environmentOf("identity-service", blueprint))
                .containsEntry("twofold.codes.lifetime", "PT5S")
                .containsEntry("quarkus.http.port", "8081");
    }

    /** Everyone on the machine can list command lines. */
    @Test
    void putsNoSecretOnACommandLine() throws IOException {
        var blueprint = blueprint(0, Map.of());
        secrets.save();
        var values = folder.secrets().read(new TypeReference<Map<String, String>>() {});

        assertThat(values).hasSizeGreaterThan(20);
        assertThat(Stream.concat(blueprint.services().stream(), Stream.of(blueprint.simulator())))
                .allSatisfy(process -> assertThat(
                                String.join(" ", process.program().get().command()))
                        .doesNotContain(values.values()));
    }

    /** A JVM that is told of a cache that isn't there goes without its own, too. */
    @Test
    void namesAClassCacheOnlyWhereThereIsOne() throws IOException {
        var otp = parent.resolve("otp-service/target/quarkus-app");
        Files.createDirectories(otp);
        Files.writeString(otp.resolve("app.aot"), "a cache");

        assertThat(commandOf("otp-service", blueprint(0, Map.of()))).contains("-XX:AOTCache=" + otp.resolve("app.aot"));
        assertThat(commandOf("identity-service", blueprint(0, Map.of()))).noneMatch(word -> word.contains("AOT"));
    }

    @Test
    void saysWhatIsNotBuilt() {
        assertThatThrownBy(() -> blueprint(0, Map.of()).requireBuilt())
                .isInstanceOf(Obstacle.class)
                .hasMessageContaining("deploy/local/simulator/target/simulator-*.jar isn't there")
                .hasMessageContaining("./twofold start");
    }

    private Blueprint blueprint(int offset, Map<Service, Integer> replicas, Setting... chosen) {
        return new Blueprint(
                parent, folder, new Ports(offset), new StackSecrets(secrets), replicas, List.of(chosen), false);
    }

    private static Map<String, String> environmentOf(String name, Blueprint blueprint) {
        return programOf(name, blueprint).environment();
    }

    private static List<String> commandOf(String name, Blueprint blueprint) {
        return programOf(name, blueprint).command();
    }

    private static Program programOf(String name, Blueprint blueprint) {
        return blueprint.services().stream()
                .filter(service -> service.name().equals(name))
                .map(Supervised::program)
                .map(Supplier::get)
                .findFirst()
                .orElseThrow();
    }
}
