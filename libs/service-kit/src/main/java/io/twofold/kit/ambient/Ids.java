package io.twofold.kit.ambient;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * New ids: UUID version 7 (RFC 9562 §5.7), a millisecond of time and 74 random bits. They sort by age, which keeps
 * indexes narrow, and can't be guessed from one another, though nothing relies on that: an id is never a permission.
 */
@Singleton
public class Ids {

    private final Clock clock;
    private final SecureRandom random;

    Ids(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    public UUID next() {
        long time = clock.millis();
        long high = (time << 16) | 0x7000L | random.nextInt(1 << 12);
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
