package io.twofold.gateway.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.delivery.*}: how messages are handed over. */
@ConfigMapping(prefix = "twofold.delivery")
public interface DeliveryConfig {

    /**
     * Messages that this replica hands over at a time to each provider, 1 to 1000; never more than that has connections or places
     * in its windows. What finds the first of its route busy goes to the
     * next one. Throughput is this divided by the provider's answering time;
     * keep it at or below {@code quarkus.rest-client.twilio.connection-pool-size}, or a message waits for a connection
     * with its time-out running. What ends at the same time is written down together; where that
     * can't be, each needs a connection to the database.
     */
    @WithDefault("64")
    @Min(1) @Max(1000) int concurrency();

    /**
     * How long an idle worker waits before it looks for due deliveries, 10 ms to 10 s. New ones of its own replica wake it
     * at once: this is the delay for retries and for what other replicas left behind, against one index look-up each time.
     */
    @WithDefault("PT0.5S")
    @DurationMin(millis = 10)
    @DurationMax(seconds = 10)
    Duration pollInterval();

    /**
     * After what time a handover without a result counts as lost with its worker, and the delivery as unknown; up to an hour.
     * Must exceed the providers' time-outs, or the start stops, and a long pause of the process; a longer one only delays
     * the search for lost messages.
     */
    @WithDefault("PT1M")
    @DurationMax(hours = 1)
    Duration lease();

    /**
     * First wait after a refusal that may pass, 10 ms to a minute; doubles with each, and is shortened at random by up to
     * half.
     */
    @WithDefault("PT1S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration retryAfter();

    /**
     * The longest of those waits, 10 ms to 10 minutes: the pressure on a provider in trouble, against how late its recovery
     * is noticed.
     */
    @WithDefault("PT30S")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 10)
    Duration longestRetryAfter();

    /**
     * First wait before an unknown text is looked for in the provider's list, and the shortest between two looks, 100 ms to
     * 10 minutes.
     */
    @WithDefault("PT5S")
    @DurationMin(millis = 100)
    @DurationMax(minutes = 10)
    Duration lookAfter();

    /** How long it is looked for, up to a day; until then its number and code stay, sealed. A receipt settles it later, too. */
    @WithDefault("PT15M")
    @DurationMin(millis = 0)
    @DurationMax(days = 1)
    Duration lookFor();

    /** How long a delivery's history is kept, a day to ten years. */
    @WithDefault("P30D")
    @DurationMin(days = 1)
    @DurationMax(days = 3653)
    Duration retention();
}
