package io.twofold.otp.challenge;

import java.time.Duration;
import java.time.Instant;

/** What an answer came to. */
sealed interface Verdict {

    record Accepted(Instant at) implements Verdict {}

    /** A try is spent. */
    record Wrong(int attemptsLeft) implements Verdict {}

    /** Right once, but a newer code has been sent since. A try is spent. */
    record Superseded(int attemptsLeft) implements Verdict {}

    /** Too late, or cancelled; the code wasn't looked at. */
    record Expired() implements Verdict {}

    /** Out of tries; the code wasn't looked at. */
    record Exhausted(Duration uselessFor) implements Verdict {}

    record AlreadyUsed() implements Verdict {}

    /** There is no such challenge of this client and binding. */
    record Unknown() implements Verdict {}
}
