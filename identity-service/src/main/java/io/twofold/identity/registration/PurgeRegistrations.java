package io.twofold.identity.registration;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Removes registrations whose time is over, confirmed or not. */
@Singleton
class PurgeRegistrations {

    private final Registrations registrations;
    private final Clock clock;

    PurgeRegistrations(Registrations registrations, Clock clock) {
        this.registrations = registrations;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "19m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() {
        QuarkusTransaction.requiringNew().run(() -> registrations.delete("expiresAt < ?1", clock.instant()));
    }
}
