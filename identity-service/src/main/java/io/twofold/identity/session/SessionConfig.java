package io.twofold.identity.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;

/** {@code twofold.sessions.*}: lifetimes (security rules, "Sign-in and sessions"). */
@ConfigMapping(prefix = "twofold.sessions")
public interface SessionConfig {

    /** Life of an access token, 1 to 60 minutes. Services other than this one trust it for so long, events aside. */
    @WithDefault("PT10M")
    Duration accessTokenLifetime();

    /** A session on a trusted device ends when unused for so long. */
    @WithDefault("P30D")
    Duration trustedIdle();

    /** A session on a trusted device ends at this age. */
    @WithDefault("P365D")
    Duration trustedAbsolute();

    /** A session on any other device ends when unused for so long (NIST SP 800-63B-4 §2.2.3). */
    @WithDefault("PT1H")
    Duration otherIdle();

    /** A session on any other device ends at this age (NIST SP 800-63B-4 §2.2.3). */
    @WithDefault("PT24H")
    Duration otherAbsolute();

    /** How long a second factor counts: after that {@code acr} falls to {@code aal1}. */
    @WithDefault("PT24H")
    Duration secondFactorLifetime();

    /**
     * How long the same refresh token may be used again, for a client whose answer was lost. Every second more is a
     * second in which a thief's use isn't noticed at once.
     */
    @WithDefault("PT10S")
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
