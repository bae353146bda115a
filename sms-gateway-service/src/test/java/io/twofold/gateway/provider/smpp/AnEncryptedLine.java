package io.twofold.gateway.provider.smpp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.gateway.outside.FakeCentre;
import io.twofold.gateway.provider.Handover.NotTaken;
import io.twofold.gateway.provider.Handover.Taken;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnEncryptedLine {

    private static final char[] PASSWORD = "of the tests".toCharArray();

    @TempDir
    Path folder;

    @Test
    void carriesTexts() throws Exception {
        SSLContext context = contextFor("localhost");
        try (FakeCentre centre = new FakeCentre(context.getServerSocketFactory());
                SmppGateway gateway = new SmppGateway(context, centre.port())) {
            gateway.awaitBound();
            assertThat(gateway.send(SmppGateway.aNumber(), "1")).isInstanceOf(Taken.class);
        }
    }

    @Test
    void isNotTrustedUnderAnotherName() throws Exception {
        SSLContext context = contextFor("centre.example.org");
        try (FakeCentre centre = new FakeCentre(context.getServerSocketFactory());
                SmppGateway gateway = new SmppGateway(context, centre.port())) {
            staysUnbound(centre, gateway);
        }
    }

    @Test
    void isNotTrustedWithAStrangersSignature() throws Exception {
        SSLContext centres = contextFor("localhost");
        try (FakeCentre centre = new FakeCentre(centres.getServerSocketFactory());
                SmppGateway gateway = new SmppGateway(SSLContext.getDefault(), centre.port())) {
            staysUnbound(centre, gateway);
        }
    }

    @Test
    void isNotGivenUpForOneInClear() throws Exception {
        try (ServerSocket inClear = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                SmppGateway gateway =
                        new SmppGateway(contextFor("localhost"), inClear.getLocalPort(), "bind-timeout", "PT0.2S");
                Socket line = inClear.accept()) {
            byte[] said = line.getInputStream().readAllBytes();
            assertThat(new String(said, ISO_8859_1)).doesNotContain(FakeCentre.PASSWORD);
            assertThat(gateway.sessions.boundCount()).isZero();
        }
    }

    private static void staysUnbound(FakeCentre centre, SmppGateway gateway) {
        await().during(Duration.ofMillis(700)).until(() -> gateway.sessions.boundCount() == 0);
        assertThat(centre.binds()).isZero();
        assertThat(gateway.send(SmppGateway.aNumber(), "1")).isInstanceOf(NotTaken.class);
    }

    /** Both ends: a fresh certificate for that name, trusted. */
    private SSLContext contextFor(String name) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "centre",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("centre", keys.getCertificate("centre"));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
