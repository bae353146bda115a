package io.twofold.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.twofold.identity.account.EmailAddress;
import io.twofold.identity.outside.Defaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class APasswordPolicy {

    private static final EmailAddress EMAIL =
            EmailAddress.parse("Anna.Berg@example.org").orElseThrow();

    private final PasswordPolicy policy = new PasswordPolicy(Defaults.of(PasswordConfig.class));

    @ParameterizedTest
    @CsvSource({
        "short12, TOO_SHORT",
        "password, TOO_COMMON",
        "PassWord, TOO_COMMON",
        "qwertyuiop, TOO_COMMON",
        "anna.berg@example.org, LIKE_EMAIL",
        "Anna.Berg@Example.org, LIKE_EMAIL",
        "anna.berg, LIKE_EMAIL",
        "Anna.Berg2026!, LIKE_EMAIL",
        "Twofold2026, LIKE_PRODUCT_NAME",
        "!!twofold!!, LIKE_PRODUCT_NAME"
    })
    void refuses(String typed, Weakness weakness) {
        assertThat(weaknesses(typed)).containsExactly(weakness);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple", "a twofold way of saying no", "anna.berg likes dogs", "8 chars!",
                "  leading and trailing  ", "пароль из слов", "🐴🔋📎🐎🐴🔋📎🐎", "90417235589"
            })
    void takes(String typed) {
        assertThat(weaknesses(typed)).isEmpty();
    }

    @Test
    void countsCodePointsNotBytes() {
        assertThat(weaknesses("🐴".repeat(7))).containsExactly(Weakness.TOO_SHORT);
        assertThat(weaknesses("🐴".repeat(256))).isEmpty();
        assertThat(weaknesses("🐴".repeat(257))).containsExactly(Weakness.TOO_LONG);
    }

    @Test
    void takesOneAccentTypedTwoWaysForOne() {
        Libsodium libsodium = Libsodium.load();
        String hash = libsodium.hash(Password.of("caf\u00e9 cr\u00e8me br\u00fbl\u00e9e"), 8, 1);

        assertThat(libsodium.verify(hash, Password.of("cafe\u0301 cre\u0300me bru\u0302le\u0301e")))
                .isTrue();
    }

    @Test
    void looksAtOneThatIsTooLongNoFurther() {
        String typed = "password" + "1".repeat(1_000_000);

        assertThat(weaknesses(typed)).containsExactly(Weakness.TOO_LONG);
    }

    @Test
    void ignoresWhatIsAroundANameInTimeThatGrowsWithItsLength() {
        PasswordPolicy patient = new PasswordPolicy(new SmallRyeConfigBuilder()
                .withMapping(PasswordConfig.class)
                .withDefaultValue("twofold.passwords.maximum-length", "1000000")
                .build()
                .getConfigMapping(PasswordConfig.class));
        String signs = "1".repeat(400_000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(patient.weaknesses(Password.of("a" + signs + "a" + signs), EMAIL))
                        .isEmpty());
    }

    @Test
    void knowsTheTenThousandCommonestPasswords() throws IOException {
        List<String> commonest = Files.readAllLines(Path.of("src/main/resources/passwords/commonest.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();

        assertThat(commonest)
                .hasSize(10_000)
                .doesNotHaveDuplicates()
                .allMatch(password -> weaknesses(password).contains(Weakness.TOO_COMMON))
                .contains("12345678", "baseball", "trustno1");
    }

    private List<Weakness> weaknesses(String typed) {
        return policy.weaknesses(Password.of(typed), EMAIL);
    }
}
