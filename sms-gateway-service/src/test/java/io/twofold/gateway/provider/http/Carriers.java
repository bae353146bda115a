package io.twofold.gateway.provider.http;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import io.twofold.gateway.provider.http.CarriersConfig.Carrier;
import io.vertx.core.Vertx;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Carriers as tests describe them. */
final class Carriers {

    static final String SECRET = "a secret of the tests";

    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    private Carriers() {}

    /** A carrier that is spoken to in JSON, with some settings changed; an empty one is taken away. */
    static Map<String, String> described(Map<String, String> changed) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "url", "http://localhost:1/v1/messages",
                "body", """
                        {"to":"{to}","text":"{text}","ref":"{delivery-id}","ttl":{validity-seconds}}""",
                "answer.id-at", "/id"));
        settings.putAll(changed);
        settings.values().removeIf(String::isEmpty);
        return settings;
    }

    /** Reads a description as the service does. */
    static Carrier read(Map<String, String> described) {
        Map<String, String> settings = new HashMap<>();
        described.forEach((name, value) -> settings.put("twofold.providers.http.village." + name, value));
        return Objects.requireNonNull(config(settings).carriers().get("village"));
    }

    static CarriersConfig config(Map<String, String> settings) {
        BeanValidationConfigValidator validator = () -> VALIDATOR;
        return new SmallRyeConfigBuilder()
                .withMapping(CarriersConfig.class)
                .withValidator(validator)
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build()
                .getConfigMapping(CarriersConfig.class);
    }

    /** What the service makes of one carrier with some settings changed. */
    static HttpCarriers configured(Map<String, String> changed, Vertx vertx) {
        Map<String, String> settings = new HashMap<>();
        described(changed).forEach((name, value) -> settings.put("twofold.providers.http.village." + name, value));
        return new HttpCarriers(config(settings), vertx, Clock.systemUTC());
    }
}
