package io.twofold.identity.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.OptionalInt;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** {@code twofold.passwords.*}. */
@ConfigMapping(prefix = "twofold.passwords")
public interface PasswordConfig {

    /**
     * Shortest password in code points, 8 to 64. NIST SP 800-63B-4 asks for 15 where the password is the only factor;
     * 8 where a second one is in reach.
     */
    @WithDefault("8")
    @Min(8) @Max(64) int minimumLength();

    /** Longest password in code points, 64 to 4096. */
    @WithDefault("256")
    @Min(64) @Max(4096) int maximumLength();

    /** What one hash costs. */
    Argon2 argon2();

    /** Where hashing happens. */
    Pool pool();

    /** What wrong ones cost. */
    Throttle throttle();

    /** Argon2id (RFC 9106), one lane. Dearer is dearer for thieves, and for every sign-in. */
    interface Argon2 {

        /** Memory in KiB, 8 to 1048576. OWASP's choices: 19456 with 2 iterations, 7168 with 5. */
        @WithDefault("19456")
        @Min(8) @Max(1_048_576) int memory();

        /** Passes over the memory, 1 to 100. */
        @WithDefault("2")
        @Min(1) @Max(100) int iterations();
    }

    /** Threads that do nothing but hash. */
    interface Pool {

        /** How many, 1 to 256; as many as the machine has cores by default. More only makes each slower. */
        @Min(1) @Max(256) OptionalInt threads();

        /** How many may wait for one, 1 to 10000, before others are told to come back later (503). */
        @WithDefault("256")
        @Min(1) @Max(10_000) int queue();
    }

    /** Waits on failed passwords. */
    interface Throttle {

        /**
         * The failure, per e-mail address or known device, that brings the first wait, 1 to 100: NIST SP 800-63B-4 §3.2.2
         * allows no more in a row.
         */
        @WithDefault("5")
        @Min(1) @Max(100) int freeFailures();

        /** The first wait, 0.1 s to an hour; it doubles with each further failure. */
        @WithDefault("PT1S")
        @DurationMin(millis = 100)
        @DurationMax(hours = 1)
        Duration firstWait();

        /** The longest wait, 1 s to a day. Longer slows guessing and, where the owner has no known device, the owner. */
        @WithDefault("PT15M")
        @DurationMin(seconds = 1)
        @DurationMax(days = 1)
        Duration longestWait();

        /** Failures a minute from one client address (IPv6: /64), 1 to 10000. More is kinder to large offices behind one address. */
        @WithDefault("20")
        @Min(1) @Max(10_000) int failuresPerAddress();
    }
}
