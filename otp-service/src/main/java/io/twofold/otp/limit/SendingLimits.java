package io.twofold.otp.limit;

import io.micrometer.core.instrument.MeterRegistry;
import io.twofold.kit.sealing.Fingerprinter;
import io.twofold.otp.limit.SendHistory.Counter;
import io.twofold.otp.limit.SendHistory.Fingerprint;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says whether a message may go out, and counts it if so. */
@Singleton
public class SendingLimits {

    private final SendHistory history;
    private final Fingerprinter fingerprinter;
    private final LimitsConfig config;
    private final MeterRegistry meters;

    SendingLimits(SendHistory history, Fingerprinter fingerprinter, LimitsConfig config, MeterRegistry meters) {
        this.history = history;
        this.fingerprinter = fingerprinter;
        this.config = config;
        this.meters = meters;
    }

    /**
     * Counts the send by every scope, or by none if it is refused. Its counters stay locked until the surrounding
     * transaction ends, so call this last, right before what it allows.
     *
     * @return why not, or empty if the message may go out
     */
    public Optional<Refusal> take(Send send, Instant now) {
        List<Counter> counters = countersOf(send);
        if (counters.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Refusal> refusal = history.take(counters, now);
            refusal.ifPresent(refused -> meters.counter(
                            "twofold.otp.limits.refused",
                            "scope",
                            refused.scope().word())
                    .increment());
            return refusal;
        } catch (SQLException e) {
            throw new IllegalStateException("Send not counted", e);
        }
    }

    private List<Counter> countersOf(Send send) {
        List<Counter> counters = new ArrayList<>();
        for (Scope scope : Scope.values()) {
            List<Allowance> allowances = scope.allowances(config);
            Optional<String> subject = scope.subjectOf(send);
            if (subject.isPresent() && !allowances.isEmpty()) {
                Fingerprint key = new Fingerprint(fingerprinter.of("sends-by-" + scope.word(), subject.get()));
                allowances.forEach(allowance -> counters.add(new Counter(scope, key, allowance)));
            }
        }
        return counters;
    }
}
