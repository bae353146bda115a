package io.twofold.otp.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.otp.lookup.Findings;
import io.twofold.otp.lookup.LineKind;
import io.twofold.otp.lookup.LookupsConfig;
import io.twofold.otp.lookup.WithoutAGateway;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckingANumber {

    @Test
    void whereLookUpsAreOffNobodyIsAsked() {
        assertThat(check(Map.of(), "+14089742042"))
                .isInstanceOfSatisfying(
                        Suitability.Suitable.class,
                        suitable -> assertThat(suitable.warning()).isNull());
    }

    @Test
    void anInternetTelephonesNumberIsWarnedOfEvenThen() {
        assertThat(check(Map.of("twofold.numbers.voip-countries", "GB"), "+445612345678"))
                .isInstanceOfSatisfying(
                        Suitability.Suitable.class,
                        suitable -> assertThat(suitable.warning()).isEqualTo(NumberWarning.INTERNET_PHONE_NUMBER));
    }

    @Test
    void whatFollowsFromNoAnswerIsASetting() {
        Map<String, String> enabled =
                Map.of("twofold.number-lookups.enabled", "true", "twofold.number-lookups.client-secret", "x");
        assertThat(check(enabled, "+14089742042")).isInstanceOf(Suitability.Suitable.class);
        Map<String, String> strict = new HashMap<>(enabled);
        strict.put("twofold.number-lookups.on-failure", "refuse");
        assertThat(check(strict, "+14089742042")).isEqualTo(new Suitability.Undecided());
    }

    @Test
    void soItIsWhereSomebodyOfThoseAskedSaysNothing() {
        Findings.Known partial = new Findings.Known(LineKind.MOBILE, null, false);
        assertThat(check(partial, "allow")).isInstanceOf(Suitability.Suitable.class);
        assertThat(check(partial, "refuse")).isEqualTo(new Suitability.Undecided());
        assertThat(check(new Findings.Known(LineKind.MOBILE, null, true), "refuse"))
                .isInstanceOf(Suitability.Suitable.class);
    }

    @Test
    void whatTheOthersSayCountsEvenThen() {
        Instant now = Instant.now();
        assertThat(check(new Findings.Known(LineKind.MOBILE, now, false), "refuse"))
                .isEqualTo(new Suitability.RecentlyChanged(now.plus(Duration.ofDays(3))));
        assertThat(check(new Findings.Known(LineKind.PREMIUM, null, false), "refuse"))
                .isEqualTo(new Suitability.NotAllowed(UnusableKind.PREMIUM));
    }

    @Test
    void withoutASecretTheyCantBeSwitchedOn() {
        assertThatThrownBy(() -> WithoutAGateway.checked(config(Map.of("twofold.number-lookups.enabled", "true"))))
                .hasMessageContaining("twofold.number-lookups.client-secret");
        assertThatCode(() -> WithoutAGateway.checked(config(Map.of()))).doesNotThrowAnyException();
    }

    private static Suitability check(Map<String, String> settings, String number) {
        return new CheckNumber(
                        WithoutAGateway.lookUps(config(settings)),
                        mapped(settings).getConfigMapping(NumbersConfig.class),
                        config(settings),
                        Clock.systemUTC())
                .check(new UsableNumber(PhoneNumber.ofE164(number), true), true);
    }

    private static Suitability check(Findings.Known answer, String onFailure) {
        Map<String, String> settings = Map.of(
                "twofold.number-lookups.enabled", "true",
                "twofold.number-lookups.client-secret", "x",
                "twofold.number-lookups.on-failure", onFailure);
        return new CheckNumber(
                        WithoutAGateway.lookUps(config(settings), answer),
                        mapped(settings).getConfigMapping(NumbersConfig.class),
                        config(settings),
                        Clock.systemUTC())
                .check(new UsableNumber(PhoneNumber.ofE164("+14089742042"), true), true);
    }

    private static LookupsConfig config(Map<String, String> settings) {
        return mapped(settings).getConfigMapping(LookupsConfig.class);
    }

    private static SmallRyeConfig mapped(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("twofold.number-lookups.token-url", "http://localhost/oauth2/token");
        return new SmallRyeConfigBuilder()
                .withMapping(LookupsConfig.class)
                .withMapping(NumbersConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 500))
                .build();
    }
}
