package io.twofold.otp.number;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import io.twofold.fuzzing.Expense;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.otp.delivery.Channel;
import io.twofold.otp.number.NumberVerdict.CountryNotServed;
import io.twofold.otp.number.NumberVerdict.NotANumber;
import io.twofold.otp.number.NumberVerdict.NotAllowed;
import io.twofold.otp.number.NumberVerdict.Usable;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An input is a country, which may be missing, and in the next line what somebody typed. */
public final class FuzzingVerdicts {

    private static final Set<String> SERVED = Set.of("US", "CA", "DE", "GB", "IT", "BR", "MX", "AR", "RU", "KZ", "JP");
    private static final Set<String> VOIP = Set.of("GB");

    private final NumberRules rules = new NumberRules(new NumbersConfig() {
        @Override
        public Optional<Set<String>> countries() {
            return Optional.of(SERVED);
        }

        @Override
        public Optional<Set<String>> voipCountries() {
            return Optional.of(VOIP);
        }
    });

    @FuzzTest
    public void noSpellingGetsRoundTheRules(byte[] input) {
        String[] lines = new String(input, UTF_8).split("\n", 2);
        String country = lines.length < 2 || lines[0].isEmpty() ? null : lines[0];
        String typed = lines[lines.length - 1];

        NumberVerdict verdict = Expense.bounded(() -> rules.judge(country, typed));

        Optional<PhoneNumber> read = PhoneNumber.parse(country, typed);
        switch (verdict) {
            case Usable(var usable) -> {
                PhoneNumber number = usable.number();
                assertThat(read).hasValue(number);
                assertThat(SERVED).contains(number.country());
                assertThat(number.type())
                        .isIn(
                                PhoneNumberType.MOBILE,
                                PhoneNumberType.FIXED_LINE,
                                PhoneNumberType.FIXED_LINE_OR_MOBILE,
                                PhoneNumberType.UNKNOWN,
                                PhoneNumberType.VOIP);
                assertThat(usable.isVoip()).isEqualTo(number.type() == PhoneNumberType.VOIP);
                assertThat(!usable.isVoip() || VOIP.contains(number.country())).isTrue();
                assertThat(usable.takes(Channel.SMS)).isEqualTo(number.type() != PhoneNumberType.FIXED_LINE);
                assertThat(usable.takes(Channel.VOICE)).isTrue();
            }
            case NotANumber() -> assertThat(read).isEmpty();
            case CountryNotServed() ->
                assertThat(SERVED)
                        .doesNotContain(
                                country != null && !SERVED.contains(country.toUpperCase(Locale.ROOT))
                                        ? country.toUpperCase(Locale.ROOT)
                                        : read.orElseThrow().country());
            case NotAllowed(var kind) -> {
                assertThat(read).isPresent();
                assertThat(kind).isNotNull();
            }
        }
        if (!(verdict instanceof CountryNotServed)) {
            read.ifPresent(number -> {
                assertThat(rules.judge(null, number.e164())).isEqualTo(verdict);
                assertThat(rules.judge(null, "00" + number.e164().substring(1))).isEqualTo(verdict);
            });
        }
    }
}
