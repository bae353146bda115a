package io.twofold.gateway.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.routing.*}: who carries what, and who is left alone. */
@ConfigMapping(prefix = "twofold.routing")
public interface RoutingConfig {

    /** How those of one priority are put in order. */
    enum Preference {
        /** At random, each as often as its weight says. */
        WEIGHT,
        /** The cheapest first, by {@code twofold.prices.*}; those that cost the same by weight, those without a price last. */
        PRICE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * {@code twofold.routing.routes.<country>.<channel>}: providers by priority, separated by commas, those of one priority by
     * {@code |} with their weights: {@code twilio=80|smpp=20,local}. The country is an ISO 3166-1 alpha-2 code, or
     * {@code other} for those not named. Without a route every provider that has the channel is asked, the cheapest
     * first and else by id.
     */
    Map<String, Map<String, List<Peers>>> routes();

    /** Whether shares or prices decide among providers of one priority. */
    @WithDefault("weight")
    Preference prefer();

    /** When a provider is left alone. */
    @Valid Circuit circuit();

    /** How late a replica sees what {@code PATCH /v1/providers} did at another, 1 s to a minute, against a look at a small table. */
    @WithDefault("PT2S")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 1)
    Duration refreshInterval();

    /** {@code twofold.routing.circuit.*}. */
    interface Circuit {

        /**
         * Failures in a row, in one country, after which a provider is left alone there; 1 to 1000. Fewer spare more people a code
         * that is lost; more keep a provider through a hiccup.
         */
        @WithDefault("5")
        @Min(1) @Max(1000) int failures();

        /** The share of failures in per cent among the last {@code window} handovers that does the same, 1 to 100. */
        @WithDefault("50")
        @Min(1) @Max(100) int failureRate();

        /** How many handovers that share is taken of, 2 to 1000: with fewer than that, only failures in a row count. */
        @WithDefault("20")
        @Min(2) @Max(1000) int window();

        /**
         * How long it is left alone before one message tries it again, 10 ms to an hour; doubles with each trial that fails. A
         * trial is a real message.
         */
        @WithDefault("PT30S")
        @DurationMin(millis = 10)
        @DurationMax(hours = 1)
        Duration openFor();

        /** The longest of those times, 10 ms to a day: how late a recovery may be noticed. */
        @WithDefault("PT5M")
        @DurationMin(millis = 10)
        @DurationMax(days = 1)
        Duration longestOpenFor();
    }
}
