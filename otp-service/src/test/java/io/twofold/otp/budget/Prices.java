package io.twofold.otp.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Prices {

    @Test
    void areTheMostParticularOnes() {
        PriceList prices = new PriceList(budgets(Map.of(
                "twofold.budgets.prices.DE", "80000",
                "twofold.budgets.prices.DE-voice", "90000",
                "twofold.budgets.prices.voice", "20000")));
        assertThat(prices.price("DE", "sms")).isEqualTo(80_000);
        assertThat(prices.price("DE", "voice")).isEqualTo(90_000);
        assertThat(prices.price("FR", "voice")).isEqualTo(20_000);
        assertThat(prices.price("FR", "sms")).isEqualTo(50_000);
    }

    @Test
    void areNamedInAnyCase() {
        PriceList prices = new PriceList(
                budgets(Map.of("twofold.budgets.prices.de-VOICE", "90000", "twofold.budgets.prices.de", "1")));
        assertThat(prices.price("DE", "voice")).isEqualTo(90_000);
        assertThat(prices.price("DE", "sms")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UK", "DE-fax", "UK-voice", "fax", "voice-DE", "DE-"})
    void ofWhatDoesNotExistStopTheStart(String name) {
        BudgetsConfig budgets = budgets(Map.of("twofold.budgets.prices." + name, "1"));
        assertThatThrownBy(() -> new PriceList(budgets)).hasMessageContaining("twofold.budgets.prices." + name);
    }

    @Test
    void andBudgetsAreThoseOfTheSecurityRules() {
        BudgetsConfig budgets = budgets(Map.of());
        assertThat(budgets.country()).contains(500L);
        assertThat(budgets.countries()).isEmpty();
        assertThat(budgets.spendPerHour()).contains(200_000_000L);
        assertThat(budgets.spendPerDay()).contains(2_000_000_000L);
        assertThat(budgets(Map.of("twofold.budgets.spend-per-day", "")).spendPerDay())
                .isEmpty();
    }

    private static BudgetsConfig budgets(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(BudgetsConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build()
                .getConfigMapping(BudgetsConfig.class);
    }
}
