package io.twofold.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twofold.simulator.smpp.Account;
import io.twofold.simulator.twilio.Credentials;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartingAndStopping {

    private static final Pattern ANNOUNCED =
            Pattern.compile("The outside world is at http://localhost:(\\d+), its mail server at port (\\d+),"
                    + " its message centre at port (\\d+)\\.");

    @Test
    void worksInSixtyFourMegabytesAndEndsOnSigterm() throws Exception {
        Process process =
                start(Map.of("SIMULATOR_HTTP_PORT", "0", "SIMULATOR_SMTP_PORT", "0", "SIMULATOR_SMPP_PORT", "0"));
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            Matcher announced = ANNOUNCED.matcher(String.valueOf(out.readLine()));
            assertThat(announced.matches()).isTrue();
            int http = Integer.parseInt(announced.group(1));
            assertThat(get(http, "/health")).startsWith("HTTP/1.1 200");
            assertThat(out.readLine()).startsWith("Twilio's account for this run is AC");
            assertThat(out.readLine()).startsWith("The message centre's account for this run is twofold with");

            process.destroy();

            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + 15);
            assertThatThrownBy(() -> get(http, "/health")).isInstanceOf(IOException.class);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void saysInOneSentenceWhyItCant() throws Exception {
        Process process = start(Map.of("SIMULATOR_HTTP_PORT", "http"));
        try (InputStream errors = process.getErrorStream()) {
            assertThat(new String(errors.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactly("simulator.http-port is http, but must be a whole number from 0 to 65535.");
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void namesThePortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatExceptionOfType(UnusableSetting.class)
                    .isThrownBy(() -> Simulator.start(settings(port, 0, 0), Clock.systemUTC()))
                    .withMessage("Port " + port + " is already in use: set simulator.http-port to another.");
            assertThatExceptionOfType(UnusableSetting.class)
                    .isThrownBy(() -> Simulator.start(settings(0, port, 0), Clock.systemUTC()))
                    .withMessage("Port " + port + " is already in use: set simulator.smtp-port to another.");
            assertThatExceptionOfType(UnusableSetting.class)
                    .isThrownBy(() -> Simulator.start(settings(0, 0, port), Clock.systemUTC()))
                    .withMessage("Port " + port + " is already in use: set simulator.smpp-port to another.");
        }
    }

    @Test
    void takesPropertiesBeforeTheEnvironment() {
        Map<String, String> properties = Map.of("simulator.http-port", "1", "simulator.twilio.account-sid", "AC1");
        Map<String, String> environment = Map.of(
                "SIMULATOR_HTTP_PORT", "2",
                "SIMULATOR_SMTP_PORT", "3",
                "SIMULATOR_SMPP_PORT", "4",
                "SIMULATOR_TWILIO_AUTH_TOKEN", "secret",
                "SIMULATOR_SMPP_PASSWORD", "secret");

        Settings settings = Settings.of(properties::get, environment::get);

        assertThat(settings)
                .isEqualTo(new Settings(
                        1,
                        3,
                        4,
                        new Credentials("AC1", "secret"),
                        false,
                        new Account("twofold", "secret"),
                        false,
                        Duration.ofMillis(100)));
        assertThat(settings.toString()).doesNotContain("secret");
    }

    @Test
    void makesCredentialsOfItsOwnWhereNoneAreSet() {
        Settings one = Settings.of(_ -> null, _ -> null);
        Settings other = Settings.of(_ -> null, _ -> null);

        assertThat(one.credentialsMade()).isTrue();
        assertThat(one.credentials().accountSid()).matches("AC[0-9a-f]{32}");
        assertThat(one.credentials()).isNotEqualTo(other.credentials());
        assertThat(one.accountMade()).isTrue();
        assertThat(one.account().password()).matches("[0-9a-f]{8}");
        assertThat(one.account()).isNotEqualTo(other.account());
    }

    @ParameterizedTest
    @CsvSource({
        "simulator.http-port, 65536",
        "simulator.smtp-port, -1",
        "simulator.smtp-port, 1e3",
        "simulator.smpp-port, 65536",
        "simulator.step-ms, 60001"
    })
    void refusesWhatCantBe(String name, String value) {
        assertThatExceptionOfType(UnusableSetting.class)
                .isThrownBy(() -> Settings.of(Map.of(name, value)::get, _ -> null))
                .withMessageStartingWith(name + " is " + value);
    }

    private static Settings settings(int http, int smtp, int smpp) {
        return new Settings(http, smtp, smpp, World.CREDENTIALS, false, World.ACCOUNT, false, Duration.ZERO);
    }

    private static Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Simulator.class.getName());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String get(int port, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
