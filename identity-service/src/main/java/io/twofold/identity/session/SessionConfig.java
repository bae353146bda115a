package io.twofold.identity.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.sessions.*}: lifetimes (security rules, "Sign-in and sessions"). */
@ConfigMapping(prefix = "twofold.sessions")
public interface SessionConfig {

    /**
     * Life of an access token, 1 to 60 minutes, and no longer than {@code twofold.signing-keys.published-after}. Services
     * other than this one trust it for so long, events aside.
     */
    @WithDefault("PT10M")
    @DurationMin(minutes = 1)
    @DurationMax(minutes = 60)
    Duration accessTokenLifetime();

    /** A session on a trusted device ends when unused for so long, a minute to a year. */
    @WithDefault("P30D")
    @DurationMin(minutes = 1)
    @DurationMax(days = 366)
    Duration trustedIdle();

    /** A session on a trusted device ends at this age, a minute to two years. */
    @WithDefault("P365D")
    @DurationMin(minutes = 1)
    @DurationMax(days = 732)
    Duration trustedAbsolute();

    /** A session on any other device ends when unused for so long, a minute to 30 days (NIST SP 800-63B-4 §2.2.3). */
    @WithDefault("PT1H")
    @DurationMin(minutes = 1)
    @DurationMax(days = 30)
    Duration otherIdle();

    /** A session on any other device ends at this age, a minute to 30 days (NIST SP 800-63B-4 §2.2.3). */
    @WithDefault("PT24H")
    @DurationMin(minutes = 1)
    @DurationMax(days = 30)
    Duration otherAbsolute();

    /** How long a second factor counts, a minute to 30 days: after that {@code acr} falls to {@code aal1}. */
    @WithDefault("PT24H")
    @DurationMin(minutes = 1)
    @DurationMax(days = 30)
    Duration secondFactorLifetime();

    /**
     * How long the same refresh token may be used again, for a client whose answer was lost, up to a minute. Every second more is a
     * second in which a thief's use isn't noticed at once.
     */
    @WithDefault("PT10S")
    @DurationMin(seconds = 0)
    @DurationMax(minutes = 1)
    Duration refreshRetry();

    /** Idle time by the device's trust. */
    default Duration idle(boolean trustedDevice) {
        return trustedDevice ? trustedIdle() : otherIdle();
    }

    /** When a session ends by its age: where trust has an end, no later than one would that began then on any device. */
    default Instant absoluteEnd(Instant createdAt, DeviceTrust device) {
        if (!device.trusted()) {
            return createdAt.plus(otherAbsolute());
        }
        Instant end = createdAt.plus(trustedAbsolute());
        Instant latest = device.until() == null ? end : device.until().plus(otherAbsolute());
        return latest.isBefore(end) ? latest : end;
    }
}
