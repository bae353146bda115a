package io.twofold.otp.number;

import static java.util.stream.Collectors.joining;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import io.twofold.otp.delivery.Channel;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code docs/phone-numbers.md}: what becomes of libphonenumber's example of each kind of number of each region. */
record NumbersPage(NumberRules rules) {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

    private static final List<PhoneNumberType> TYPES = Stream.of(PhoneNumberType.values())
            .filter(type -> type != PhoneNumberType.UNKNOWN)
            .toList();

    String markdown() {
        return """
                <!-- Generated from the rules and libphonenumber's examples. After a change of either, run
                     mvn -pl otp-service -am test -Dtest=TheNumbersPage -Dsurefire.failIfNoSpecifiedTests=false -Dtwofold.docs.write=true -->
                # Which numbers have codes

                What otp-service's default rules make of libphonenumber's example of each kind of number: **text** and calls,
                **call** only, or **no**. An empty cell has no example that is of that kind alone. Settings that change it:
                [`twofold.numbers.*`](../otp-service/README.md#settings); a look-up may take away more.

                | region | %s |
                | --- | %s |
                %s

                ## Networks of no country

                | calling code | example |
                | --- | --- |
                %s
                """.formatted(
                TYPES.stream()
                        .map(type -> type.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                        .collect(joining(" | ")),
                TYPES.stream().map(_ -> "---").collect(joining(" | ")),
                LIBRARY.getSupportedRegions().stream()
                        .sorted()
                        .map(this::region)
                        .collect(joining("\n")),
                LIBRARY.getSupportedGlobalNetworkCallingCodes().stream()
                        .sorted()
                        .map(this::network)
                        .collect(joining("\n")));
    }

    private String region(String region) {
        return "| " + region + " | "
                + TYPES.stream().map(type -> example(region, type)).collect(joining(" | ")) + " |";
    }

    private String network(int callingCode) {
        return "| +" + callingCode + " | " + verdict(LIBRARY.getExampleNumberForNonGeoEntity(callingCode)) + " |";
    }

    private String example(String region, PhoneNumberType type) {
        Phonenumber.PhoneNumber number = LIBRARY.getExampleNumberForType(region, type);
        return number == null || LIBRARY.getNumberType(number) != type ? "" : verdict(number);
    }

    private String verdict(Phonenumber.PhoneNumber number) {
        return switch (rules.judge(null, LIBRARY.format(number, PhoneNumberFormat.E164))) {
            case NumberVerdict.Usable(var usable) -> usable.takes(Channel.SMS) ? "text" : "call";
            case NumberVerdict.NotAllowed(var _) -> "no";
            case NumberVerdict.NotANumber(), NumberVerdict.CountryNotServed() ->
                throw new IllegalStateException("libphonenumber doesn't take its own example");
        };
    }
}
