package io.twofold.kit.phone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import io.twofold.fuzzing.Expense;
import java.util.Optional;
import java.util.stream.Stream;

/** An input is a country, which may be missing, and in the next line what somebody typed. */
public final class FuzzingNumbers {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final String FULL_WIDTH = "０１２３４５６７８９";
    private static final String ARABIC = "٠١٢٣٤٥٦٧٨٩";

    @FuzzTest
    public void whatIsReadIsOneNumberInEverySpelling(byte[] input) throws NumberParseException {
        String[] lines = new String(input, UTF_8).split("\n", 2);
        String country = lines.length < 2 || lines[0].isEmpty() ? null : lines[0];
        String typed = lines[lines.length - 1];

        Optional<PhoneNumber> read = Expense.bounded(() -> PhoneNumber.parse(country, typed));

        if (read.isPresent()) {
            isItself(read.get());
            hidesItself(read.get());
            isTheSameInEverySpelling(read.get());
        }
    }

    private static void isItself(PhoneNumber number) {
        assertThat(number.e164()).matches("\\+[1-9][0-9]{4,16}");
        for (PhoneNumber again : new PhoneNumber[] {
            PhoneNumber.parse(null, number.e164()).orElseThrow(), PhoneNumber.ofE164(number.e164())
        }) {
            assertThat(again).isEqualTo(number).hasSameHashCodeAs(number);
            assertThat(again.country()).isEqualTo(number.country());
            assertThat(again.type()).isEqualTo(number.type());
            assertThat(again.masked()).isEqualTo(number.masked());
        }
    }

    private static void hidesItself(PhoneNumber number) {
        assertThat(number.toString().replaceAll("\\D", "")).isEqualTo(number.lastDigits());
        assertThat(number.lastDigits()).hasSize(2);
    }

    private static void isTheSameInEverySpelling(PhoneNumber number) throws NumberParseException {
        String e164 = number.e164();
        Phonenumber.PhoneNumber parsed = LIBRARY.parse(e164, null);
        Stream.of(
                        "00" + e164.substring(1),
                        "tel:" + e164,
                        "  " + e164 + " ext. 7",
                        e164 + ";ext=1234",
                        digitsIn(FULL_WIDTH, e164),
                        digitsIn(ARABIC, "00" + e164.substring(1)),
                        String.join(" ", e164.split("(?<=\\G.{3})")),
                        LIBRARY.format(parsed, PhoneNumberFormat.INTERNATIONAL),
                        LIBRARY.format(parsed, PhoneNumberFormat.RFC3966))
                .forEach(spelling -> assertThat(PhoneNumber.parse(null, spelling))
                        .as(spelling)
                        .hasValue(number));
        if (PhoneNumber.isKnownCountry(number.country())) {
            assertThat(PhoneNumber.parse(number.country(), e164)).hasValue(number);
            assertThat(PhoneNumber.parse(number.country(), "00" + e164.substring(1)))
                    .hasValue(number);
            assertThat(PhoneNumber.parse(number.country(), LIBRARY.format(parsed, PhoneNumberFormat.NATIONAL)))
                    .hasValue(number);
        }
    }

    private static String digitsIn(String digits, String text) {
        StringBuilder written = new StringBuilder();
        text.chars().forEach(c -> written.append(Character.isDigit(c) ? digits.charAt(c - '0') : (char) c));
        return written.toString();
    }
}
