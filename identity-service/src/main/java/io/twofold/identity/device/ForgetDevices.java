package io.twofold.identity.device;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets devices that nobody signed in on for a year, that hold no session and that aren't trusted. */
@Singleton
class ForgetDevices {

    private static final Duration REMEMBERED = Duration.ofDays(365);

    private final Devices devices;
    private final Clock clock;

    ForgetDevices(Devices devices, Clock clock) {
        this.devices = devices;
        this.clock = clock;
    }

    @Scheduled(every = "24h", delayed = "2h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Instant now = clock.instant();
        QuarkusTransaction.requiringNew().run(() -> devices.delete("""
            from Device d where d.lastSeenAt < ?1 and (d.trustedAt is null or d.trustedUntil < ?2)
            and not exists (select 1 from Session s where s.deviceId = d.id)\
            """, now.minus(REMEMBERED), now));
    }
}
