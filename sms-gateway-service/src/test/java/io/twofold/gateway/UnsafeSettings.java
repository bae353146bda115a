package io.twofold.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import io.twofold.gateway.delivery.DeliveryConfig;
import io.twofold.gateway.limit.MessageLimitsConfig;
import io.twofold.gateway.message.MessageConfig;
import io.twofold.gateway.message.TemplatesConfig;
import io.twofold.gateway.price.PriceConfig;
import io.twofold.gateway.provider.smpp.SmppConfig;
import io.twofold.gateway.routing.RoutingConfig;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnsafeSettings {

    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    @ParameterizedTest
    @CsvSource({
        "twofold.delivery.concurrency, 0",
        "twofold.delivery.concurrency, 1001",
        "twofold.delivery.poll-interval, PT0S",
        "twofold.delivery.poll-interval, PT11S",
        "twofold.delivery.lease, PT61M",
        "twofold.delivery.retry-after, PT0S",
        "twofold.delivery.longest-retry-after, PT11M",
        "twofold.delivery.look-after, PT0S",
        "twofold.delivery.look-for, P2D",
        "twofold.delivery.retention, PT23H",
        "twofold.providers.smpp.port, 0",
        "twofold.providers.smpp.window, 1001",
        "twofold.providers.smpp.sessions, 17",
        "twofold.providers.smpp.answer-timeout, PT2M",
        "twofold.providers.smpp.password, ninechars",
        "twofold.providers.smpp.source, A sender of many letters",
        "twofold.providers.smpp.source-ton, 7",
        "twofold.providers.smpp.default-alphabet, ascii",
        "twofold.providers.smpp.errors.x, slow-down",
        "twofold.messages.lifetime, PT1S",
        "twofold.routing.refresh-interval, PT0.9S",
        "twofold.routing.circuit.failures, 0",
        "twofold.routing.circuit.failure-rate, 101",
        "twofold.routing.circuit.window, 1",
        "twofold.routing.circuit.open-for, PT0S",
        "twofold.routing.circuit.longest-open-for, P2D",
        "twofold.routing.routes.US.sms, twilio=0",
        "twofold.prices.currency, dollars",
        "twofold.message-limits.number, 40 an hour",
        "twofold.message-limits.country-a-day, 0",
        "twofold.message-limits.countries.US, -1",
        "twofold.message-limits.spend-an-hour, -1",
        "twofold.message-limits.assumed-price, 1001",
        "twofold.templates.parcel.parameters.place.max-length, 201",
        "twofold.messages.brand, A name of more than twenty",
        "twofold.messages.origin, https://accounts.example.org",
        "twofold.messages.origin, accounts.example.org:443",
        "twofold.messages.origin, accounts..example.org",
        "twofold.messages.origin, an origin"
    })
    void stopTheStart(String name, String value) {
        assertThatThrownBy(() -> settings(Map.of(name, value)))
                .hasMessageContaining(name.substring(name.lastIndexOf('.') + 1).split("-", 2)[0]);
    }

    @Test
    void anOriginHasNoDefault() {
        assertThatThrownBy(() -> settings(Map.of("twofold.messages.origin", "")))
                .hasMessageContaining("twofold.messages.origin");
    }

    @ParameterizedTest
    @CsvSource({"localhost", "accounts.example.org", "xn--bcher-kva.example", "127.0.0.1"})
    void areNotTheSafeOnes(String origin) {
        assertThatCode(() -> settings(Map.of("twofold.messages.origin", origin)))
                .doesNotThrowAnyException();
    }

    private static SmallRyeConfig settings(Map<String, String> changed) {
        Map<String, String> settings = new HashMap<>(Map.of("twofold.messages.origin", "localhost"));
        settings.putAll(changed);
        BeanValidationConfigValidator validator = () -> VALIDATOR;
        return new SmallRyeConfigBuilder()
                .withMapping(DeliveryConfig.class)
                .withMapping(MessageConfig.class)
                .withMapping(SmppConfig.class)
                .withMapping(TemplatesConfig.class)
                .withMapping(RoutingConfig.class)
                .withMapping(PriceConfig.class)
                .withMapping(MessageLimitsConfig.class)
                .withValidator(validator)
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build();
    }
}
