package io.twofold.otp.number;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import io.twofold.otp.delivery.Channel;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgingANumber {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    private final NumberRules rules = rules(Optional.empty(), Optional.empty());

    /** The example that libphonenumber has for each kind of number of each region, as far as it is what it should be. */
    static Stream<Arguments> examples() {
        return LIBRARY.getSupportedRegions().stream()
                .sorted()
                .flatMap(region -> Stream.of(PhoneNumberType.values())
                        .flatMap(type -> Stream.ofNullable(example(region, type))
                                .filter(number -> LIBRARY.getNumberType(number) == type)
                                .map(number ->
                                        Arguments.of(region, type, LIBRARY.format(number, PhoneNumberFormat.E164)))));
    }

    private static Phonenumber.@Nullable PhoneNumber example(String region, PhoneNumberType type) {
        return LIBRARY.getExampleNumberForType(region, type);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void eachKindOfNumberIsTreatedAsTheRulesSay(String region, PhoneNumberType type, String number) {
        NumberVerdict verdict = rules.judge(null, number);
        switch (type) {
            case MOBILE, FIXED_LINE_OR_MOBILE -> assertThat(takesText(verdict)).isTrue();
            case FIXED_LINE -> assertThat(takesText(verdict)).isFalse();
            default -> assertThat(verdict).isInstanceOf(NumberVerdict.NotAllowed.class);
        }
    }

    private static boolean takesText(NumberVerdict verdict) {
        assertThat(verdict).isInstanceOf(NumberVerdict.Usable.class);
        UsableNumber number = ((NumberVerdict.Usable) verdict).number();
        assertThat(number.takes(Channel.VOICE)).isTrue();
        return number.takes(Channel.SMS);
    }

    static Stream<String> globalNetworks() {
        return LIBRARY.getSupportedGlobalNetworkCallingCodes().stream()
                .map(LIBRARY::getExampleNumberForNonGeoEntity)
                .map(number -> LIBRARY.format(number, PhoneNumberFormat.E164));
    }

    @ParameterizedTest
    @MethodSource("globalNetworks")
    void numbersOfNoCountryAreRefused(String number) {
        assertThat(rules.judge(null, number)).isInstanceOf(NumberVerdict.NotAllowed.class);
    }

    @Test
    void voipIsAcceptedWhereItsCountryIsListed() {
        NumberRules lenient = rules(Optional.empty(), Optional.of(Set.of("GB")));
        assertThat(lenient.judge("GB", "056 1234 5678")).isInstanceOf(NumberVerdict.Usable.class);
        assertThat(rules.judge("GB", "056 1234 5678")).isEqualTo(new NumberVerdict.NotAllowed(UnusableKind.VOIP));
    }

    @Test
    void onlyListedCountriesAreServed() {
        NumberRules narrow = rules(Optional.of(Set.of("DE", "US")), Optional.empty());
        assertThat(narrow.judge("DE", "0151 23456789")).isInstanceOf(NumberVerdict.Usable.class);
        assertThat(narrow.judge("de", "0151 23456789")).isInstanceOf(NumberVerdict.Usable.class);
        assertThat(narrow.judge("FR", "06 12 34 56 78")).isInstanceOf(NumberVerdict.CountryNotServed.class);
        assertThat(narrow.judge(null, "+33612345678")).isInstanceOf(NumberVerdict.CountryNotServed.class);
    }

    @Test
    void aNumberOfAnotherCountryThanTheOneChosenIsNoNumber() {
        assertThat(rules.judge("DE", "+33612345678")).isInstanceOf(NumberVerdict.NotANumber.class);
    }

    private static NumberRules rules(Optional<Set<String>> countries, Optional<Set<String>> voipCountries) {
        return new NumberRules(new NumbersConfig() {
            @Override
            public Optional<Set<String>> countries() {
                return countries;
            }

            @Override
            public Optional<Set<String>> voipCountries() {
                return voipCountries;
            }
        });
    }
}
