package io.twofold.kit.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Random;
import java.util.TreeSet;
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

    @Test
    void twoZerosAreThePlusSignWhateverElseTheCountryDialsAbroadBy() {
        assertThat(PhoneNumber.parse("TH", "0066637334140"))
                .hasValueSatisfying(number -> assertThat(number.e164()).isEqualTo("+66637334140"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"07 43 12 38", "7431238", "+241 7 43 12 38", "+241 07 43 12 38", "00241 7431238"})
    void formsOfAnOldAndANewPlanAreOneNumber(String spelling) {
        assertThat(PhoneNumber.parse("GA", spelling))
                .hasValueSatisfying(number -> assertThat(number.e164()).isEqualTo("+24107431238"));
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

    /** Numbers like libphonenumber's examples, of every kind and region. */
    @Test
    void ofWhateverRegionItIsTheSameAsItIsWrittenAtHomeAndAbroad() throws NumberParseException {
        PhoneNumberUtil library = PhoneNumberUtil.getInstance();
        Random random = new Random(241);
        for (String region : new TreeSet<>(library.getSupportedRegions())) {
            for (PhoneNumberType type : PhoneNumberType.values()) {
                Phonenumber.PhoneNumber example = library.getExampleNumberForType(region, type);
                for (int i = 0; example != null && i < 10; i++) {
                    char[] digits =
                            library.getNationalSignificantNumber(example).toCharArray();
                    for (int changes = random.nextInt(digits.length); changes > 0; changes--) {
                        digits[random.nextInt(digits.length)] = (char) ('0' + random.nextInt(10));
                    }
                    String typed = new String(digits, 0, digits.length - random.nextInt(2));
                    PhoneNumber number = PhoneNumber.parse(region, typed).orElse(null);
                    if (number != null) {
                        Phonenumber.PhoneNumber parsed = library.parse(number.e164(), null);
                        assertThat(PhoneNumber.parse(
                                        number.country(), library.format(parsed, PhoneNumberFormat.NATIONAL)))
                                .hasValue(number);
                        assertThat(PhoneNumber.parse(
                                        number.country(), "00" + number.e164().substring(1)))
                                .hasValue(number);
                    }
                }
            }
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
