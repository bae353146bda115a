package io.twofold.otp.limit;

import io.micrometer.core.instrument.MeterRegistry;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.problem.UnavailableException;
import io.twofold.kit.sealing.Fingerprinter;
import io.twofold.otp.budget.Reservation;
import io.twofold.otp.budget.SendingBudgets;
import io.twofold.otp.budget.Shortage;
import io.twofold.otp.limit.CountedSend.Kind;
import io.twofold.otp.limit.SendHistory.Counter;
import io.twofold.otp.limit.SendHistory.Entry;
import io.twofold.otp.limit.SendHistory.Fingerprint;
import io.twofold.otp.limit.SendHistory.Outcome;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says whether a message may go out, counts it if so, and hears what became of it. */
@Singleton
public class SendingLimits {

    private final SendHistory history;
    private final SendingBudgets budgets;
    private final Receipts receipts;
    private final Fingerprinter fingerprinter;
    private final TransactionSynchronizationRegistry transaction;
    private final LimitsConfig config;
    private final MeterRegistry meters;

    SendingLimits(
            SendHistory history,
            SendingBudgets budgets,
            Receipts receipts,
            Fingerprinter fingerprinter,
            TransactionSynchronizationRegistry transaction,
            LimitsConfig config,
            MeterRegistry meters) {
        this.history = history;
        this.budgets = budgets;
        this.receipts = receipts;
        this.fingerprinter = fingerprinter;
        this.transaction = transaction;
        this.config = config;
        this.meters = meters;
        // All are there from the start, or an alert on their increase would miss each one's first.
        List.of("refused", "suppressed")
                .forEach(outcome -> Stream.concat(
                                Stream.of(Scope.values()).map(Scope::word), Stream.of("country", "spend", "conversion"))
                        .forEach(scope -> meters.counter("twofold.otp.limits." + outcome, "scope", scope)));
    }

    /**
     * Finds the send its place in the budgets that all share; to be closed once the transaction that {@link #take}s is over.
     *
     * @throws IllegalStateException inside a transaction
     */
    public Reservation reserve(PhoneNumber number, String channel, boolean proven, Instant now) {
        return budgets.reserve(number.country(), channel, proven, now);
    }

    /**
     * Counts the send by every scope and budget, or by none if it is refused. Its counters stay locked until the
     * surrounding transaction ends, so call this last, right before what it allows. If that rolls back, nothing was counted.
     *
     * @param reservation as {@link #reserve} gave it; absent where nothing was to be sent then
     * @throws UnavailableException if nothing, or a place for a send of another kind, was reserved
     */
    public Decision take(Send send, @Nullable Reservation reservation, Instant now) {
        if (reservation == null || !reservation.isFor(send.number().country(), send.channel(), send.proven())) {
            throw new UnavailableException("a place in the budgets: the challenge changed meanwhile");
        }
        Optional<Shortage> shortage = reservation.shortage();
        if (send.proven() && shortage.isPresent()) {
            count("refused", shortage.get().scope());
            return new Decision.Unaffordable(shortage.get().until());
        }
        String withheldBy = shortage.map(Shortage::scope).orElse(null);
        try {
            return switch (history.take(countersOf(send), send, now, withheldBy)) {
                case Outcome.Counted() -> {
                    Receipt receipt = receipts.of(send, now, send.proven() ? Kind.PROVEN : Kind.UNPROVEN);
                    transaction.registerInterposedSynchronization(new IfRolledBack(reservation));
                    reservation.use();
                    yield new Decision.Granted(receipt);
                }
                case Outcome.Suppressed(var by) -> {
                    count("suppressed", by);
                    yield new Decision.Suppressed(receipts.of(send, now, Kind.SUPPRESSED));
                }
                case Outcome.Refused(var scope, var freeAt) -> {
                    count("refused", scope.word());
                    yield new Decision.Refused(scope, freeAt);
                }
            };
        } catch (SQLException e) {
            throw new IllegalStateException("Send not counted", e);
        }
    }

    /**
     * A binding's newest code was typed back: all its sends to that number were asked for in earnest, and leave the counters
     * of what nobody verified. Joins the transaction at hand, and locks as {@link #take} does.
     *
     * @param binding the receipts of the binding's sends, in their order
     */
    public void verified(List<Receipt> binding) {
        List<CountedSend> sends = receipts.ofOneNumber(binding);
        List<CountedSend> verified = sends.stream().filter(CountedSend::wasSent).toList();
        if (verified.isEmpty()) {
            return;
        }
        List<Entry> entries = new ArrayList<>();
        for (CountedSend send : sends) {
            String network = send.network();
            if (network != null) {
                entries.add(new Entry(key(Scope.ADDRESS, network), send.at()));
            }
            if (send.kind() == Kind.UNPROVEN) {
                entries.add(new Entry(key(Scope.PREFIX, send.prefix()), send.at()));
            }
        }
        try {
            history.release(entries, verified);
        } catch (SQLException e) {
            throw new IllegalStateException("Verification not noted", e);
        }
    }

    /**
     * What became of a message: only of one that reached a person the code can be typed back. Joins the transaction at hand.
     *
     * @param reached 1 if it is now known to have been taken by a provider, -1 if that was said before and isn't so
     * @param undelivered 1 if it is now known to have come to nothing, -1 if that was said before and isn't so
     */
    public void delivery(Receipt receipt, int reached, int undelivered) {
        try {
            history.noteDelivery(receipts.open(receipt), reached, undelivered);
        } catch (SQLException e) {
            throw new IllegalStateException("Delivery not noted", e);
        }
    }

    private List<Counter> countersOf(Send send) {
        List<Counter> counters = new ArrayList<>();
        for (Scope scope : Scope.values()) {
            List<Allowance> allowances = scope.allowances(config);
            Optional<String> subject = scope.subjectOf(send);
            if (subject.isPresent() && !allowances.isEmpty()) {
                Fingerprint key = key(scope, subject.get());
                allowances.forEach(allowance -> counters.add(new Counter(scope, key, allowance)));
            }
        }
        return counters;
    }

    private Fingerprint key(Scope scope, String subject) {
        return new Fingerprint(fingerprinter.of("sends-by-" + scope.word(), subject));
    }

    private void count(String outcome, String scope) {
        meters.counter("twofold.otp.limits." + outcome, "scope", scope).increment();
    }

    /**
     * What a transaction used is there for others again if it came to nothing, and only if that is certain: where a commit was
     * under way, its answer may be all that was lost.
     */
    private static final class IfRolledBack implements Synchronization {

        private final Reservation reservation;
        private boolean committing;

        private IfRolledBack(Reservation reservation) {
            this.reservation = reservation;
        }

        @Override
        public void beforeCompletion() {
            committing = true;
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_ROLLEDBACK && !committing) {
                reservation.giveBack();
            }
        }
    }
}
