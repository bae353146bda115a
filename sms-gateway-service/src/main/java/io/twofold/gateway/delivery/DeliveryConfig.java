package io.twofold.gateway.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code twofold.delivery.*}: how messages are handed over. */
@ConfigMapping(prefix = "twofold.delivery")
public interface DeliveryConfig {

    /**
     * Messages that this replica hands over at a time, 1 to 1000. Throughput is this divided by the provider's answering time;
     * keep it at or below {@code quarkus.rest-client.twilio.connection-pool-size}, or a message waits for a connection
     * with its time-out running. Each ends with a short transaction: far more than the database pool has connections, and
     * they and the receipts wait for one another.
     */
    @WithDefault("32")
    int concurrency();

    /**
     * How long an idle worker waits before it looks for due deliveries, 10 ms to 10 s. New ones of its own replica wake it
     * at once: this is the delay for retries and for what other replicas left behind, against one index look-up each time.
     */
    @WithDefault("PT0.5S")
    Duration pollInterval();

    /**
     * After what time a handover without a result counts as lost with its worker, and the delivery as unknown. Must exceed the
     * providers' time-outs and a long pause of the process; a longer one only delays the search for lost messages.
     */
    @WithDefault("PT1M")
    Duration lease();

    /** First wait after a refusal that may pass; doubles with each, and is shortened at random by up to half. */
    @WithDefault("PT1S")
    Duration retryAfter();

    /** The longest of those waits: the pressure on a provider in trouble, against how late its recovery is noticed. */
    @WithDefault("PT30S")
    Duration longestRetryAfter();

    /** First wait before an unknown delivery is looked for in the provider's list, and the shortest between two looks. */
    @WithDefault("PT5S")
    Duration lookAfter();

    /** How long it is looked for; until then its number and code stay, sealed. A receipt settles it later, too. */
    @WithDefault("PT15M")
    Duration lookFor();

    /** How long a delivery's history is kept, at least a day. */
    @WithDefault("P30D")
    Duration retention();
}
