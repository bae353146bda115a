package io.twofold.identity.outside;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Real time that a test may run ahead of. All tests of this module share it, so none may count on the date. */
@Singleton
public class TestTime {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<@Nullable Instant> standing = new AtomicReference<>();

    /** Closing it lets time go on. */
    public interface StandingStill extends AutoCloseable {
        @Override
        void close();
    }

    /** Lets that much time pass at once, here and at otp-service. */
    public void pass(Duration time) {
        Phones.runAhead(ahead.updateAndGet(before -> before.plus(time)));
        standing.updateAndGet(moment -> moment == null ? null : moment.plus(time));
    }

    /** No time passes here but what a test lets pass. */
    public StandingStill standStill() {
        standing.set(running());
        return () -> standing.set(null);
    }

    private Instant running() {
        return Clock.systemUTC().instant().plus(ahead.get());
    }

    @Produces
    @Singleton
    Clock clock() {
        return new Ahead();
    }

    private final class Ahead extends Clock {
        @Override
        public Instant instant() {
            Instant moment = standing.get();
            return moment == null ? running() : moment;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("UTC only");
        }
    }
}
