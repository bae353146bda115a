package io.twofold.kit.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A valid number in one spelling. {@link #toString()} is masked; {@link #e164()} must be asked for. */
public final class PhoneNumber {

    private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
    private static final int MAX_INPUT = 64;
    private static final int SHOWN_DIGITS = 2;

    private final Phonenumber.PhoneNumber parsed;
    private final String e164;
    private final String country;

    private PhoneNumber(Phonenumber.PhoneNumber parsed) {
        this.parsed = parsed;
        this.e164 = LIBRARY.format(parsed, PhoneNumberFormat.E164);
        String region = LIBRARY.getRegionCodeForNumber(parsed);
        this.country = region == null ? "001" : region;
    }

    /**
     * Reads what a person typed: national form with its country, or international form with a plus sign or two zeros; any
     * digits of Unicode, separators, {@code tel:} and an extension, which is dropped: codes go to the line itself. Every
     * spelling of a number that is read is the same number.
     *
     * @param country ISO 3166-1 alpha-2 in any case, or absent for the international form
     * @param number as typed
     * @return empty if libphonenumber doesn't find it valid, or if it belongs to another country than the one given
     */
    public static Optional<PhoneNumber> parse(@Nullable String country, String number) {
        if (number.length() > MAX_INPUT) {
            return Optional.empty();
        }
        String region = country == null ? null : country.toUpperCase(Locale.ROOT);
        if (region != null && !LIBRARY.getSupportedRegions().contains(region)) {
            return Optional.empty();
        }
        return international(number).flatMap(text -> read(region, text)).or(() -> read(region, number));
    }

    private static Optional<PhoneNumber> read(@Nullable String region, String number) {
        try {
            Phonenumber.PhoneNumber parsed = LIBRARY.parse(number, region);
            parsed.clearExtension();
            boolean valid =
                    region == null ? LIBRARY.isValidNumber(parsed) : LIBRARY.isValidNumberForRegion(parsed, region);
            return valid ? Optional.of(new PhoneNumber(asAtHome(parsed))) : Optional.empty();
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }

    /**
     * The number that its national form is. After a change of a country's plan two forms of one line may be valid, such as
     * Gabon's with and without a zero: at home both are written in the same way.
     */
    private static Phonenumber.PhoneNumber asAtHome(Phonenumber.PhoneNumber parsed) throws NumberParseException {
        String region = LIBRARY.getRegionCodeForNumber(parsed);
        if (region == null || !LIBRARY.getSupportedRegions().contains(region)) {
            return parsed;
        }
        Phonenumber.PhoneNumber atHome = LIBRARY.parse(LIBRARY.format(parsed, PhoneNumberFormat.NATIONAL), region);
        return LIBRARY.isValidNumberForRegion(atHome, region) ? atHome : parsed;
    }

    /**
     * The international form, where two zeros stand for its plus sign (ITU-T E.123 §2.1). It goes before what they mean in the
     * country: Thailand also dials abroad by 006.
     */
    private static Optional<String> international(String number) {
        String text = number.strip();
        boolean zeros = text.length() > 2
                && Character.digit(text.charAt(0), 10) == 0
                && Character.digit(text.charAt(1), 10) == 0;
        return zeros ? Optional.of("+" + text.substring(2)) : Optional.empty();
    }

    /**
     * A number that was parsed before.
     *
     * @throws IllegalArgumentException if it isn't in E.164 form
     */
    public static PhoneNumber ofE164(String e164) {
        try {
            return new PhoneNumber(LIBRARY.parse(e164, null));
        } catch (NumberParseException e) {
            throw new IllegalArgumentException("Not in E.164 form");
        }
    }

    /** Whether libphonenumber knows the country at all. */
    public static boolean isKnownCountry(String country) {
        return LIBRARY.getSupportedRegions().contains(country.toUpperCase(Locale.ROOT));
    }

    /** Plus sign, country code and number (ITU-T E.164). Personal data: never log it. */
    public String e164() {
        return e164;
    }

    /** ISO 3166-1 alpha-2, or {@code 001} for a number of no country. */
    public String country() {
        return country;
    }

    public PhoneNumberType type() {
        return LIBRARY.getNumberType(parsed);
    }

    /** The national form, every digit but the last two a bullet: {@code (•••) •••-••42}. */
    public String masked() {
        String national = LIBRARY.format(parsed, PhoneNumberFormat.NATIONAL);
        long hidden = national.chars().filter(Character::isDigit).count() - SHOWN_DIGITS;
        StringBuilder masked = new StringBuilder(national.length());
        for (int i = 0; i < national.length(); i++) {
            char c = national.charAt(i);
            masked.append(Character.isDigit(c) && hidden-- > 0 ? '•' : c);
        }
        return masked.toString();
    }

    /** The two digits that may be shown. */
    public String lastDigits() {
        return e164.substring(e164.length() - SHOWN_DIGITS);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PhoneNumber number && number.e164.equals(e164);
    }

    @Override
    public int hashCode() {
        return e164.hashCode();
    }

    @Override
    public String toString() {
        return masked();
    }
}
