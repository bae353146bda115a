package io.twofold.identity.signin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Wrong second factors in a row at one account, over all of its sign-ins on devices that it doesn't know: the password was
 * right each time. From the tenth on each brings a wait, 15 min, 30 min, … 24 h; it ends with a success and nothing else
 * (security rules, "Codes").
 */
@Entity
@Table(name = "failure_run")
class FailureRun {

    /** A longer wait than any setting allows comes before that many doublings. */
    private static final int MOST_DOUBLINGS = 20;

    @Id
    private UUID accountId;

    @Column
    private int failures;

    @Column
    private Instant lastAt;

    @Column
    private Instant lastButOneAt;

    @Column
    private int lettersSent;

    protected FailureRun() {}

    FailureRun(UUID accountId, Instant now) {
        this.accountId = accountId;
        this.lastAt = now;
        this.lastButOneAt = now;
    }

    /** How long no second factor is looked at; zero or less if one may come. */
    Duration waitLeft(SignInConfig.Throttle config, Instant now) {
        int beyond = failures - config.freeFailures();
        if (beyond < 0) {
            return Duration.ZERO;
        }
        Duration wait = config.firstWait().multipliedBy(1L << Math.min(beyond, MOST_DOUBLINGS));
        Duration longest = config.longestWait();
        return Duration.between(now, lastAt.plus(wait.compareTo(longest) < 0 ? wait : longest));
    }

    /** One more is tried. It counts as wrong until it is known to be right, so that many at once are no more than allowed. */
    void tried(Instant now) {
        failures++;
        lastButOneAt = lastAt;
        lastAt = now;
    }

    /** It wasn't looked at after all. Where waits have begun only one is tried at a time, so that there is one to take back. */
    void notTried() {
        failures = Math.max(0, failures - 1);
        lastAt = lastButOneAt;
    }

    /** Whether the owner is to be told now: once where the waits begin, and once where the password must be a thief's. */
    boolean letterDue(SignInConfig.Throttle config) {
        int due = failures >= config.alarmFailures() ? 2 : failures >= config.freeFailures() ? 1 : 0;
        if (due <= lettersSent) {
            return false;
        }
        lettersSent = due;
        return true;
    }

    int failures() {
        return failures;
    }
}
