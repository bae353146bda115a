package io.twofold.gateway.lookup;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The operator behind the look-ups of the running service: Twilio for everybody, CAMARA for Germany, with a small budget. */
public final class FakeOperator implements QuarkusTestResourceLifecycleManager {

    static final Operator OPERATOR = new Operator();
    static final int PER_HOUR = 12;

    @Override
    public Map<String, String> start() {
        String camara = "twofold.lookups.camara.DE.";
        return Map.ofEntries(
                Map.entry("twofold.lookups.twilio.enabled", "true"),
                Map.entry("twofold.lookups.twilio.base-url", OPERATOR.address()),
                Map.entry("twofold.lookups.twilio.account-sid", "AC1"),
                Map.entry("twofold.lookups.twilio.auth-token", "token"),
                Map.entry("twofold.lookups.twilio.countries", "US,GB,DE"),
                Map.entry("twofold.lookups.twilio.timeout", "PT3S"),
                Map.entry(camara + "url", OPERATOR.address() + "/sim-swap/v2"),
                Map.entry(camara + "token-url", OPERATOR.address() + "/oauth2/token"),
                Map.entry(camara + "client-id", "me"),
                Map.entry(camara + "client-secret", "a:secret"),
                Map.entry(camara + "timeout", "PT3S"),
                Map.entry(camara + "per-hour", String.valueOf(PER_HOUR)));
    }

    @Override
    public void stop() {}
}
