package io.twofold.gateway.provider.smpp;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.twofold.gateway.message.Text;
import io.twofold.gateway.outside.FakeCentre;
import io.twofold.gateway.provider.Handover;
import io.twofold.gateway.provider.OutboundMessage.TextMessage;
import io.twofold.kit.phone.PhoneNumber;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The provider as the service builds it, connected to a centre. */
final class SmppGateway implements AutoCloseable {

    private static final AtomicInteger FRESH = new AtomicInteger(5_000_000);
    private static final Map<String, String> SETTINGS = Map.of(
            "host", "localhost",
            "system-id", FakeCentre.SYSTEM_ID,
            "password", FakeCentre.PASSWORD,
            "source", "Twofold",
            "place-timeout", "PT0.3S",
            "answer-timeout", "PT3S",
            "bind-timeout", "PT2S",
            "reconnect-after", "PT0.02S",
            "longest-reconnect-after", "PT0.1S");

    final SmppConfig config;
    final Books books = new Books();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final SmppSessions sessions;
    final SmppProvider provider;

    /** Begins to bind; doesn't wait for it. */
    SmppGateway(int port, String... more) {
        this(null, port, more);
    }

    /** Over encrypted connections, unless there is no encryption. */
    SmppGateway(@Nullable SSLContext encryption, int port, String... more) {
        config = settings(port, more);
        SecureRandom random = new SecureRandom();
        sessions = new SmppSessions(Smpp.binding(config, encryption, () -> books, meters), config, random, meters);
        provider = new SmppProvider(
                sessions,
                new ShortMessages(config.defaultAlphabet(), config.longMessages(), random),
                new SubmitRequests(config),
                () -> books,
                config,
                Clock.systemUTC());
        sessions.start();
    }

    /** Bound to that centre with all its sessions. */
    static SmppGateway boundTo(FakeCentre centre, String... more) {
        SmppGateway gateway = new SmppGateway(centre.port(), more);
        gateway.awaitBound();
        return gateway;
    }

    static SmppConfig settings(int port, String... more) {
        Map<String, String> settings = new HashMap<>();
        SETTINGS.forEach((name, value) -> settings.put("twofold.providers.smpp." + name, value));
        settings.put("twofold.providers.smpp.port", String.valueOf(port));
        for (int i = 0; i < more.length; i += 2) {
            settings.put("twofold.providers.smpp." + more[i], more[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .withMapping(SmppConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build()
                .getConfigMapping(SmppConfig.class);
    }

    /** A number that no test has used. */
    static String aNumber() {
        return "+1408" + FRESH.getAndIncrement();
    }

    void awaitBound() {
        await().until(() -> sessions.boundCount() == config.sessions());
    }

    Handover send(String number, String text) {
        return provider.handOver(new TextMessage(
                UUID.randomUUID(),
                PhoneNumber.ofE164(number),
                Instant.now().plus(Duration.ofMinutes(10)),
                new Text(text)));
    }

    double receipts(String outcome) {
        return meters.counter("twofold.gateway.receipts", "provider", "smpp", "outcome", outcome)
                .count();
    }

    /** A gauge's value. */
    double gauge(String name) {
        var gauge = meters.find(name).gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }

    @Override
    public void close() {
        try {
            sessions.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
