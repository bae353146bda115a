package io.twofold.otp.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TheDefaultLimits {

    @Test
    void areThoseOfTheSecurityRules() {
        LimitsConfig limits = limits(Map.of());
        Allowance hourly = new Allowance(10, Duration.ofHours(1));
        Allowance daily = new Allowance(20, Duration.ofDays(1));
        assertThat(limits.number()).contains(List.of(new Allowance(5, Duration.ofMinutes(10)), hourly, daily));
        assertThat(limits.account()).contains(List.of(hourly, daily));
        assertThat(limits.proven()).contains(List.of(hourly, daily));
        assertThat(limits.address())
                .contains(List.of(new Allowance(25, Duration.ofMinutes(5)), new Allowance(200, Duration.ofDays(1))));
        assertThat(limits.prefix()).contains(List.of(new Allowance(20, Duration.ofHours(1))));
        assertThat(limits.trustedNetworks()).isEmpty();
    }

    @Test
    void areTurnedOffByAnEmptySetting() {
        assertThat(limits(Map.of("twofold.limits.number", "")).number()).isEmpty();
    }

    private static LimitsConfig limits(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(LimitsConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .build()
                .getConfigMapping(LimitsConfig.class);
    }
}
