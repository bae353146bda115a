package io.twofold.identity.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** {@code twofold.passwords.*}. */
@ConfigMapping(prefix = "twofold.passwords")
public interface PasswordConfig {

    /**
     * Shortest password in code points, at least 8. NIST SP 800-63B-4 asks for 15 where the password is the only factor;
     * 8 where a second one is in reach.
     */
    @WithDefault("8")
    int minimumLength();

    /** Longest password in code points, at least 64. */
    @WithDefault("256")
    int maximumLength();

    /** What one hash costs. */
    Argon2 argon2();

    /** Where hashing happens. */
    Pool pool();

    /** What wrong ones cost. */
    Throttle throttle();

    /** Argon2id (RFC 9106), one lane. Dearer is dearer for thieves, and for every sign-in. */
    interface Argon2 {

        /** Memory in KiB, at least 8. OWASP's choices: 19456 with 2 iterations, 7168 with 5. */
        @WithDefault("19456")
        int memory();

        /** Passes over the memory, at least 1. */
        @WithDefault("2")
        int iterations();
    }

    /** Threads that do nothing but hash. */
    interface Pool {

        /** How many; as many as the machine has cores by default. More only makes each slower. */
        OptionalInt threads();

        /** How many may wait for one before others are told to come back later (503). */
        @WithDefault("256")
        int queue();
    }

    /** Waits on failed passwords. */
    interface Throttle {

        /** The failure, per e-mail address or known device, that brings the first wait; at least 1. */
        @WithDefault("5")
        int freeFailures();

        /** The first wait; it doubles with each further failure. */
        @WithDefault("PT1S")
        Duration firstWait();

        /** The longest wait. Longer slows guessing and, where the owner has no known device, the owner. */
        @WithDefault("PT15M")
        Duration longestWait();

        /** Failures a minute from one client address (IPv6: /64). More is kinder to large offices behind one address. */
        @WithDefault("20")
        int failuresPerAddress();
    }
}
