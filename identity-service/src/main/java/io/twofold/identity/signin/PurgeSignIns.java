package io.twofold.identity.signin;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Removes sign-ins that are over, some time after their end, so that a late caller is told 410 and not 404. */
@Singleton
class PurgeSignIns {

    private static final Duration KEPT = Duration.ofHours(24);

    private final SignIns signIns;
    private final Clock clock;

    PurgeSignIns(SignIns signIns, Clock clock) {
        this.signIns = signIns;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "13m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() {
        QuarkusTransaction.requiringNew()
                .run(() -> signIns.delete("expiresAt < ?1", clock.instant().minus(KEPT)));
    }
}
