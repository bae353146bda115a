package io.twofold.gateway.provider.smpp;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.ProviderSource;
import io.twofold.gateway.provider.Reports;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jsmpp.SMPPConstant;
import org.jspecify.annotations.Nullable;

/** The message centre, where one is configured. */
@Singleton
class Smpp implements ProviderSource {

    private static final String PREFIX = "twofold.providers.smpp.";
    private static final byte VERSION = 0x34;

    private final @Nullable SmppSessions sessions;
    private final List<MessageProvider> providers;

    /**
     * The centre, if one is configured.
     *
     * @param reports asked for when a receipt comes, since who takes them asks for the providers
     */
    Smpp(
            SmppConfig config,
            TlsConfigurationRegistry tls,
            Provider<Reports> reports,
            MeterRegistry meters,
            Clock clock,
            SecureRandom random) {
        if (config.host().isEmpty()) {
            sessions = null;
            providers = List.of();
            return;
        }
        SSLContext encryption = config.tls() ? encryption(tls) : null;
        sessions = new SmppSessions(binding(config, encryption, reports::get, meters), config, random, meters);
        ShortMessages shortMessages = new ShortMessages(config.defaultAlphabet(), config.longMessages(), random);
        providers = List.of(new SmppProvider(sessions, shortMessages, new SubmitRequests(config), config, clock));
    }

    @Override
    public List<MessageProvider> configured() {
        return providers;
    }

    /** Before there is anything to hand over. */
    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
        if (sessions != null) {
            sessions.start();
        }
    }

    /** After the last was handed over. */
    void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownEvent event) throws InterruptedException {
        if (sessions != null) {
            sessions.stop();
        }
    }

    /**
     * How a session is bound.
     *
     * @throws IllegalStateException if the account is incomplete
     */
    static SmppSessions.Binding binding(
            SmppConfig config, @Nullable SSLContext encryption, Supplier<Reports> reports, MeterRegistry meters) {
        String host = required(config.host(), "host");
        String systemId = required(config.systemId(), "system-id");
        String password = required(config.password(), "password");
        SmppReceipts receipts = new SmppReceipts(reports, config, meters);
        SmppLink.Request bind = (sequence, composer) -> composer.bind(
                SMPPConstant.CID_BIND_TRANSCEIVER,
                sequence,
                systemId,
                password,
                config.systemType().orElse(""),
                VERSION,
                (byte) 0,
                (byte) 0,
                "");
        return () -> SmppLink.bind(
                SmppSocket.connect(host, config.port(), encryption, config.bindTimeout()),
                bind,
                config.bindTimeout(),
                receipts,
                config.receiptsAtATime());
    }

    private static String required(Optional<String> setting, String name) {
        return setting.orElseThrow(
                () -> new IllegalStateException(PREFIX + "host is set, and " + PREFIX + name + " is missing"));
    }

    private static SSLContext encryption(TlsConfigurationRegistry registry) {
        try {
            Optional<TlsConfiguration> named = registry.get(SmppProvider.ID);
            return named.isPresent() ? named.get().createSSLContext() : SSLContext.getDefault();
        } catch (Exception e) { // as the registry declares it
            throw new IllegalStateException("quarkus.tls.smpp can't be used", e);
        }
    }
}
