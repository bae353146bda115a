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
        return Map.ofEntries(
                Map.entry("twofold.routing.routes.US.sms", "smpp"),
                Map.entry("twofold.providers.smpp.host", "localhost"),
                Map.entry("twofold.providers.smpp.port", String.valueOf(CENTRE.port())),
                Map.entry("twofold.providers.smpp.system-id", FakeCentre.SYSTEM_ID),
                Map.entry("twofold.providers.smpp.password", FakeCentre.PASSWORD),
                Map.entry("twofold.providers.smpp.source", "Twofold"),
                Map.entry("twofold.providers.smpp.answer-timeout", "PT2S"),
                Map.entry("twofold.providers.smpp.unknown-receipt-tries", "50"),
                Map.entry("twofold.providers.smpp.reconnect-after", "PT0.05S"),
                Map.entry("twofold.providers.smpp.longest-reconnect-after", "PT0.2S"));
    }

    /** After Twilio, whose routes it changes. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public void stop() {
        CENTRE.close();
    }
}
