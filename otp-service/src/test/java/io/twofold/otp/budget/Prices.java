package io.twofold.otp.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Prices {

    @Test
    void areTheMostParticularOnes() {
        BudgetsConfig budgets = budgets(Map.of(
                "twofold.budgets.prices.DE", "80000",
                "twofold.budgets.prices.DE-voice", "90000",
                "twofold.budgets.prices.voice", "20000"));
        assertThat(budgets.price("DE", "sms")).isEqualTo(80_000);
        assertThat(budgets.price("DE", "voice")).isEqualTo(90_000);
        assertThat(budgets.price("FR", "voice")).isEqualTo(20_000);
        assertThat(budgets.price("FR", "sms")).isEqualTo(50_000);
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
