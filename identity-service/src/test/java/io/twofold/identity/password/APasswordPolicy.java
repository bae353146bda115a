package io.twofold.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.identity.account.EmailAddress;
import io.twofold.identity.outside.Defaults;
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
    void knowsTenThousandCommonPasswordsThatAreLongEnoughToBeTyped() {
        assertThat(weaknesses("12345678")).contains(Weakness.TOO_COMMON);
        assertThat(weaknesses("baseball")).contains(Weakness.TOO_COMMON);
        assertThat(weaknesses("trustno1")).contains(Weakness.TOO_COMMON);
    }

    private List<Weakness> weaknesses(String typed) {
        return policy.weaknesses(Password.of(typed), EMAIL);
    }
}
