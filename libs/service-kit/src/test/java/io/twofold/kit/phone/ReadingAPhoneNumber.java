package io.twofold.kit.phone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingAPhoneNumber {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(408) 974-2042",
                "408.974.2042",
                "+1 408 974 2042",
                "4089742042",
                "tel:+1-408-974-2042",
                "(408) 974-2042 ext. 7",
                "４０８９７４２０４２",
                "٤٠٨٩٧٤٢٠٤٢"
            })
    void everySpellingIsOneNumber(String spelling) {
        assertThat(PhoneNumber.parse("us", spelling)).hasValueSatisfying(number -> {
            assertThat(number.e164()).isEqualTo("+14089742042");
            assertThat(number.country()).isEqualTo("US");
        });
    }

    @Test
    void twoDigitsAreShownAndNoMore() {
        PhoneNumber number = PhoneNumber.ofE164("+14089742042");
        assertThat(number.masked()).isEqualTo("(•••) •••-••42");
        assertThat(number).hasToString("(•••) •••-••42");
        assertThat(number.lastDigits()).isEqualTo("42");
    }

    @Test
    void aNumberOfAnotherCountryThanTheOneNamedIsNotValid() {
        assertThat(PhoneNumber.parse("DE", "+14089742042")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "hello", "+999999999999", "(408) 974-204"})
    void whatIsNoNumberIsEmpty(String text) {
        assertThat(PhoneNumber.parse("US", text)).isEmpty();
    }

    @Test
    void aTextOfAnyLengthIsAnsweredAtOnce() {
        assertThat(PhoneNumber.parse("US", "4".repeat(100_000))).isEmpty();
    }

    @Test
    void countriesAreKnownByLibphonenumber() {
        assertThat(PhoneNumber.isKnownCountry("jp")).isTrue();
        assertThat(PhoneNumber.isKnownCountry("XX")).isFalse();
    }
}
