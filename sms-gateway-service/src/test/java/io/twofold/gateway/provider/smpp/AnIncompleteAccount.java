package io.twofold.gateway.provider.smpp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnIncompleteAccount {

    @ParameterizedTest
    @ValueSource(strings = {"system-id", "password"})
    void stopsTheStart(String missing) {
        SmppConfig config = SmppGateway.settings(2775, missing, "");

        assertThatThrownBy(() -> Smpp.binding(config, null, Books::new, new SimpleMeterRegistry()))
                .hasMessage(
                        "twofold.providers.smpp.host is set, and twofold.providers.smpp." + missing + " is missing");
    }
}
