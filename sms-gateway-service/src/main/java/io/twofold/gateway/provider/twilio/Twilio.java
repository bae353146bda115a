package io.twofold.gateway.provider.twilio;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.ProviderSource;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Twilio, where there is an account. */
@Singleton
class Twilio implements ProviderSource {

    private final Optional<TwilioProvider> provider;
    private final Optional<TwilioWebhook> webhook;

    /**
     * @throws IllegalStateException if the account is configured in part
     */
    Twilio(
            TwilioConfig config,
            @RestClient TwilioApi api,
            ObjectMapper json,
            Clock clock,
            @ConfigProperty(name = "quarkus.rest-client.twilio.connect-timeout") long connectMillis,
            @ConfigProperty(name = "quarkus.rest-client.twilio.read-timeout") long readMillis) {
        Optional<TwilioAccount> account = TwilioAccount.of(config);
        this.webhook = account.map(TwilioWebhook::new);
        this.provider = account.map(known -> new TwilioProvider(
                api, known, config.voices(), json, clock, Duration.ofMillis(connectMillis + readMillis)));
    }

    @Override
    public List<MessageProvider> configured() {
        return provider.<List<MessageProvider>>map(List::of).orElse(List.of());
    }

    /** Who takes its receipts. */
    Optional<TwilioWebhook> webhook() {
        return webhook;
    }
}
