package io.twofold.gateway.provider.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnAccountAtTwilio {

    private static final Map<String, String> COMPLETE = Map.of(
            "account-sid", "AC1",
            "auth-token", "a-token",
            "from", "+14155550100",
            "webhook-base-url", "https://gateway.example.org");

    @Test
    void isThereWhereItIsConfigured() {
        assertThat(TwilioAccount.of(settings(COMPLETE)))
                .hasValueSatisfying(account -> assertThat(account.from()).isEqualTo("+14155550100"));
    }

    @Test
    void isNotThereWhereNothingIs() {
        assertThat(TwilioAccount.of(settings(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"account-sid", "auth-token", "from", "webhook-base-url"})
    void inPartStopsTheStartAndNamesWhatIsMissing(String missing) {
        Map<String, String> rest = new HashMap<>(COMPLETE);
        rest.remove(missing);
        assertThatThrownBy(() -> TwilioAccount.of(settings(rest)))
                .hasMessageContaining("twofold.providers.twilio." + missing + " must be set");
        assertThatThrownBy(() -> TwilioAccount.of(settings(Map.of(missing, COMPLETE.get(missing)))))
                .hasMessageNotContaining("twofold.providers.twilio." + missing)
                .hasMessageContaining("must be set");
    }

    @Test
    void doesNotShowItsToken() {
        assertThat(TwilioAccount.of(settings(COMPLETE)).orElseThrow())
                .asString()
                .doesNotContain("a-token");
    }

    private static TwilioConfig settings(Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put("twofold.providers.twilio." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(TwilioConfig.class)
                .withSources(new PropertiesConfigSource(prefixed, "test", 500))
                .build()
                .getConfigMapping(TwilioConfig.class);
    }
}
