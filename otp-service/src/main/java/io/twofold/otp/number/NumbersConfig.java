package io.twofold.otp.number;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** {@code twofold.numbers.*}: which numbers are served. */
@ConfigMapping(prefix = "twofold.numbers")
public interface NumbersConfig {

    /**
     * Countries served, ISO 3166-1 alpha-2 in capitals, separated by commas; all that libphonenumber knows by default.
     * A short list is the best guard there is against pumping, and shuts out whoever travels with a foreign number.
     */
    Optional<Set<String>> countries();

    /**
     * Countries whose VoIP numbers are accepted, in the same form; none by default. Such numbers are easily had in bulk
     * and prove little, but in some countries ordinary lines look the same.
     */
    Optional<Set<String>> voipCountries();
}
