package io.twofold.gateway.lookup;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Look-ups as tests configure them. */
final class LookupSettings {

    private LookupSettings() {}

    static LookupsConfig read(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put("twofold.lookups." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(LookupsConfig.class)
                .withSources(new PropertiesConfigSource(prefixed, "test", 500))
                .build()
                .getConfigMapping(LookupsConfig.class);
    }

    static LookupsConfig.Twilio twilio(Operator operator, Map<String, String> changed) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "twilio.enabled", "true",
                "twilio.base-url", operator.address(),
                "twilio.account-sid", "AC1",
                "twilio.auth-token", "token",
                "twilio.timeout", "PT3S"));
        settings.putAll(changed);
        return read(settings).twilio();
    }

    static LookupsConfig.Camara camara(Operator operator, Map<String, String> changed) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "camara.US.url", operator.address() + "/sim-swap/v2",
                "camara.US.token-url", operator.address() + "/oauth2/token",
                "camara.US.client-id", "me",
                "camara.US.client-secret", "a:secret",
                "camara.US.timeout", "PT3S"));
        settings.putAll(changed);
        return Objects.requireNonNull(read(settings).camara().get("US"));
    }
}
