package io.twofold.gateway.outside;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A message centre for the running service, in the place of Twilio. */
public final class CentreOfTheTests implements QuarkusTestResourceLifecycleManager {

    private static final FakeCentre CENTRE = new FakeCentre();

    public static FakeCentre centre() {
        return CENTRE;
    }

    @Override
    public Map<String, String> start() {
        return Map.of(
                "twofold.providers.smpp.host", "localhost",
                "twofold.providers.smpp.port", String.valueOf(CENTRE.port()),
                "twofold.providers.smpp.system-id", FakeCentre.SYSTEM_ID,
                "twofold.providers.smpp.password", FakeCentre.PASSWORD,
                "twofold.providers.smpp.source", "Twofold",
                "twofold.providers.smpp.answer-timeout", "PT2S",
                "twofold.providers.smpp.unknown-receipt-tries", "50",
                "twofold.providers.smpp.reconnect-after", "PT0.05S",
                "twofold.providers.smpp.longest-reconnect-after", "PT0.2S");
    }

    @Override
    public void stop() {
        CENTRE.close();
    }
}
