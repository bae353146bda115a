package io.twofold.kit.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
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
                "4089742042x123",
                "tel:+1-408-974-2042;ext=7",
                "tel:974-2042;phone-context=+1-408",
                "0014089742042",
                "00 1 (408) 974-2042",
                "００１４０８９７４２０４２",
                "٠٠١٤٠٨٩٧٤٢٠٤٢",
                "\u202a+1 408 974 2042\u202c",
                "+1\u00a0408\u2011974\u20112042",
                "４０８９７４２０４２",
                "٤٠٨٩٧٤٢٠٤٢"
            })
    void everySpellingIsOneNumber(String spelling) {
        assertThat(PhoneNumber.parse("us", spelling)).hasValueSatisfying(number -> {
            assertThat(number.e164()).isEqualTo("+14089742042");
            assertThat(number.country()).isEqualTo("US");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+1 408 974 2042", "0014089742042", " 00 1 408 974 2042", "tel:+14089742042", "＋１４０８９７４２０４２"})
    void theInternationalFormNeedsNoCountry(String spelling) {
        assertThat(PhoneNumber.parse(null, spelling))
                .hasValueSatisfying(number -> assertThat(number.e164()).isEqualTo("+14089742042"));
    }

    /** A generator with a seed of its own: whatever it makes, it makes again. */
    @Test
    void whateverIsTypedIsANumberOrNoneAndReadTheSameAgain() {
        Random random = new Random(4_089_742_042L);
        String[] pieces = {
            "+",
            "00",
            "1",
            "408",
            "974",
            "2042",
            " ",
            "(",
            ")",
            "-",
            ".",
            "/",
            ";ext=",
            "x",
            "#",
            "*",
            "tel:",
            ";phone-context=",
            "４",
            "٠",
            "\u0000",
            "\ud800",
            "\u202e",
            "FLOWERS",
            "😀",
            "~",
            ",",
            "\n"
        };
        String[] countries = {"US", "de", "XX", "", "001", null};
        for (int i = 0; i < 50_000; i++) {
            StringBuilder typed = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                typed.append(pieces[random.nextInt(pieces.length)]);
            }
            String country = countries[random.nextInt(countries.length)];
            PhoneNumber.parse(country, typed.toString()).ifPresent(number -> {
                assertThat(number.e164()).matches("\\+[1-9][0-9]{4,16}");
                assertThat(PhoneNumber.parse(null, number.e164())).hasValue(number);
                assertThat(number.masked().replaceAll("\\D", "")).hasSize(2);
            });
        }
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
