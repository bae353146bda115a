package io.twofold.gateway.lookup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.lookups.*}: who is asked about numbers. Without any of it libphonenumber alone is. */
@ConfigMapping(prefix = "twofold.lookups")
public interface LookupsConfig {

    Twilio twilio();

    /** CAMARA SIM Swap, by the country whose numbers it knows: ISO 3166-1 alpha-2 in capitals. */
    Map<String, Camara> camara();

    /** What every source has. */
    interface Source {

        /** For an answer, 100 ms to 5 s: whoever waits for a code waits for this, too. */
        @WithDefault("PT1S")
        @DurationMin(millis = 100)
        @DurationMax(seconds = 5)
        Duration timeout();

        /** Look-ups an hour over all replicas, at least 1; beyond them the number counts as unknown. Each has its price. */
        @WithDefault("1000")
        @Min(1) int perHour();

        /** The same for a day (UTC). */
        @WithDefault("10000")
        @Min(1) int perDay();

        /**
         * How much of the hour's and the day's look-ups is for numbers that an account already trusts, in per cent, 0 to 100:
         * more keeps the check of sign-ins working while somebody uses up the rest with numbers of their own, and leaves fewer
         * for those.
         */
        @WithDefault("50")
        @Min(0) @Max(100) int reservedPercent();

        /** Whether numbers and secrets may travel unencrypted to another machine. */
        @WithDefault("false")
        boolean plainText();

        /**
         * How long an answer is used again, up to a day; zero: never. Longer is cheaper, and a SIM swapped in the meantime
         * goes unnoticed for as long.
         */
        @WithDefault("PT15M")
        @DurationMin(millis = 0)
        @DurationMax(days = 1)
        Duration keptFor();
    }

    /** Packages of Twilio Lookup v2; each is paid for. */
    enum LookupPackage {
        LINE_TYPE_INTELLIGENCE,
        SIM_SWAP
    }

    /** Twilio Lookup v2. */
    interface Twilio extends Source {

        @WithDefault("false")
        boolean enabled();

        @WithDefault("https://lookups.twilio.com")
        URI baseUrl();

        /** By default the account that sends messages. */
        Optional<String> accountSid();

        Optional<String> authToken();

        /** Countries it is asked about, in capitals; all by default. */
        Optional<Set<String>> countries();

        @WithDefault("line-type-intelligence,sim-swap")
        Set<LookupPackage> packages();
    }

    /** Which of its two questions an operator answers. */
    enum Question {
        /** When was the SIM swapped last? */
        RETRIEVE_DATE,
        /** Was it swapped in the last so many hours? A yes counts as a swap at the moment of asking. */
        CHECK
    }

    /** CAMARA SIM Swap at one operator or aggregator. */
    interface Camara extends Source {

        /** Its base, with the version, such as {@code https://api.operator.example/sim-swap/v2}. */
        URI url();

        /** Where tokens come from (OAuth 2.0 client credentials). */
        URI tokenUrl();

        String clientId();

        String clientSecret();

        @WithDefault("sim-swap")
        String scope();

        @WithDefault("retrieve-date")
        Question question();

        /** For {@link Question#CHECK}, 1 to 2400 hours: at least as long as a swap matters to whoever asks. */
        @WithDefault("72")
        @Min(1) @Max(2400) int maxAgeHours();
    }
}
