package io.twofold.gateway.provider.twilio;

import io.twofold.gateway.provider.MessageProvider;
import io.twofold.gateway.provider.ProviderSource;
import jakarta.inject.Singleton;
import java.util.List;

/** The account at Twilio. */
@Singleton
class Twilio implements ProviderSource {

    private final TwilioProvider provider;

    Twilio(TwilioProvider provider) {
        this.provider = provider;
    }

    @Override
    public List<MessageProvider> configured() {
        return List.of(provider);
    }
}
