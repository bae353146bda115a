package io.twofold.otp.number;

import io.twofold.kit.phone.PhoneNumber;
import io.twofold.otp.number.NumberVerdict.CountryNotServed;
import io.twofold.otp.number.NumberVerdict.NotANumber;
import io.twofold.otp.number.NumberVerdict.NotAllowed;
import io.twofold.otp.number.NumberVerdict.Usable;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a number and says what it is good for. */
@Singleton
public class NumberRules {

    /** ITU-T E.164 §6.2.3: numbers of international networks and global services, which belong to no country. */
    private static final String NO_COUNTRY = "001";

    private final Optional<Set<String>> served;
    private final Set<String> voipCountries;

    NumberRules(NumbersConfig config) {
        this.served = config.countries();
        this.voipCountries = config.voipCountries().orElse(Set.of());
    }

    /**
     * @param country ISO 3166-1 alpha-2 in any case, or absent for a number in international form
     * @param typed the number as the person wrote it
     */
    public NumberVerdict judge(@Nullable String country, String typed) {
        if (country != null && !isServed(country.toUpperCase(Locale.ROOT))) {
            return new CountryNotServed();
        }
        Optional<PhoneNumber> parsed = PhoneNumber.parse(country, typed);
        if (parsed.isEmpty()) {
            return new NotANumber();
        }
        PhoneNumber number = parsed.get();
        return switch (number.type()) {
            case PREMIUM_RATE -> new NotAllowed(UnusableKind.PREMIUM);
            case SHARED_COST -> new NotAllowed(UnusableKind.SHARED_COST);
            case TOLL_FREE -> new NotAllowed(UnusableKind.TOLL_FREE);
            case PAGER -> new NotAllowed(UnusableKind.PAGER);
            case VOICEMAIL -> new NotAllowed(UnusableKind.VOICEMAIL);
            case PERSONAL_NUMBER -> new NotAllowed(UnusableKind.FORWARDING);
            case UAN -> new NotAllowed(UnusableKind.SWITCHBOARD);
            case VOIP -> {
                boolean accepted = voipCountries.contains(number.country());
                yield accepted ? usable(number, true) : new NotAllowed(voipOrSatellite(number));
            }
            case FIXED_LINE -> usable(number, false);
            case MOBILE, FIXED_LINE_OR_MOBILE, UNKNOWN -> usable(number, true);
        };
    }

    private NumberVerdict usable(PhoneNumber number, boolean takesText) {
        if (number.country().equals(NO_COUNTRY)) {
            return new NotAllowed(UnusableKind.SATELLITE);
        }
        return isServed(number.country()) ? new Usable(new UsableNumber(number, takesText)) : new CountryNotServed();
    }

    private static UnusableKind voipOrSatellite(PhoneNumber number) {
        return number.country().equals(NO_COUNTRY) ? UnusableKind.SATELLITE : UnusableKind.VOIP;
    }

    private boolean isServed(String country) {
        return PhoneNumber.isKnownCountry(country)
                && served.map(countries -> countries.contains(country)).orElse(true);
    }
}
