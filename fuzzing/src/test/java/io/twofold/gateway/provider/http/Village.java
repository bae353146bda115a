package io.twofold.gateway.provider.http;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.twofold.gateway.provider.http.CarriersConfig.Carrier;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Carriers from configuration. */
final class Village {

    static final String SECRET = "known to village and gateway";

    private static final Map<String, String> SETTINGS = Map.of(
            "url", "http://localhost:1/messages",
            "body", "{\"to\":\"{to}\",\"text\":\"{text}\"}",
            "answer.id-at", "/id",
            "receipts.id-at", "/id",
            "receipts.status-at", "/status",
            "receipts.reason-at", "/why",
            "receipts.delivery-id-at", "/reference",
            "receipts.signature.secret", SECRET);

    private Village() {}

    /** Its description with some settings changed or added; an empty one is taken away. */
    static CarriersConfig described(String... changed) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("receipts.statuses.taken", "taken");
        settings.put("receipts.statuses.arrived", "delivered");
        settings.put("receipts.statuses.lost", "undelivered");
        for (int i = 0; i < changed.length; i += 2) {
            settings.put(changed[i], changed[i + 1]);
        }
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> {
            if (!value.isEmpty()) {
                prefixed.put("twofold.providers.http.village." + name, value);
            }
        });
        return new SmallRyeConfigBuilder()
                .withMapping(CarriersConfig.class)
                .withSources(new PropertiesConfigSource(prefixed, "test", 500))
                .build()
                .getConfigMapping(CarriersConfig.class);
    }

    static Carrier carrier(String... changed) {
        return Objects.requireNonNull(described(changed).carriers().get("village"));
    }
}
