package io.twofold.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import io.twofold.identity.device.DeviceConfig;
import io.twofold.identity.key.SigningKeyConfig;
import io.twofold.identity.letter.LetterConfig;
import io.twofold.identity.password.PasswordConfig;
import io.twofold.identity.phone.PhoneConfig;
import io.twofold.identity.profile.AccountConfig;
import io.twofold.identity.registration.RegistrationConfig;
import io.twofold.identity.session.SessionConfig;
import io.twofold.identity.signin.SignInConfig;
import io.twofold.identity.twofactor.TwoFactorConfig;
import jakarta.validation.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnsafeSettings {

    private static final List<Class<?>> ALL = List.of(
            AccountConfig.class,
            DeviceConfig.class,
            LetterConfig.class,
            PasswordConfig.class,
            PhoneConfig.class,
            RegistrationConfig.class,
            SessionConfig.class,
            SignInConfig.class,
            SigningKeyConfig.class,
            TwoFactorConfig.class);

    private static final BeanValidationConfigValidator VALIDATOR =
            Validation.buildDefaultValidatorFactory()::getValidator;

    @Test
    void areNotAmongTheDefaults() {
        assertThatCode(() -> start("twofold.two-factor.undo-page", "https://account.example.org/undo"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "twofold.accounts.erase-after, PT24H",
        "twofold.devices.max-trusted-browsers, 0",
        "twofold.devices.security-delay, PT-1S",
        "twofold.letters.parallel, 0",
        "twofold.letters.poll-interval, PT0S",
        "twofold.passwords.minimum-length, 7",
        "twofold.passwords.maximum-length, 63",
        "twofold.passwords.argon2.memory, 7",
        "twofold.passwords.pool.threads, 0",
        "twofold.passwords.throttle.free-failures, 101",
        "twofold.phone-numbers.max, 21",
        "twofold.registrations.letters-per-hour, 0",
        "twofold.sessions.access-token-lifetime, PT61M",
        "twofold.sessions.refresh-retry, PT2M",
        "twofold.sign-in.lifetime, PT2H",
        "twofold.signing-keys.published-ahead, PT4M",
        "twofold.signing-keys.published-after, PT9M",
        "twofold.two-factor.undo-window, P91D"
    })
    void stopTheStartAndAreNamed(String name, String value) {
        assertThatThrownBy(() -> start(name, value))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(name);
    }

    private static void start(String name, String value) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder()
                .withValidator(VALIDATOR)
                .withDefaultValue("twofold.two-factor.undo-page", "https://account.example.org/undo")
                .withDefaultValue(name, value);
        ALL.forEach(config::withMapping);
        config.build();
    }
}
