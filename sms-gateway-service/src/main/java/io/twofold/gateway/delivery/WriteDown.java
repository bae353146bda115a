package io.twofold.gateway.delivery;

import io.twofold.kit.database.DatabaseTrouble;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Writes down what a provider answered: nobody says it a second time. */
@Singleton
class WriteDown {

    private static final Logger LOG = Logger.getLogger(WriteDown.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final DeliveryConfig config;
    private final Clock clock;

    WriteDown(DeliveryConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /**
     * A database that is away for a moment doesn't make the answer unknown; one that is away for longer than the lease does.
     *
     * @param since when the provider was asked, or answered
     */
    void persistently(UUID deliveryId, Instant since, Runnable record) {
        Instant deadline = since.plus(config.lease());
        while (true) {
            try {
                record.run();
                return;
            } catch (RuntimeException e) {
                if (!DatabaseTrouble.isPassing(e) || clock.instant().isAfter(deadline)) {
                    LOG.errorf(e, "delivery=%s result lost, will be unknown", deliveryId);
                    return;
                }
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
