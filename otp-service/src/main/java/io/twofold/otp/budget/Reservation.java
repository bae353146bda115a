package io.twofold.otp.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A send's place in every budget that it needs, or in none of them where one has no room. */
public final class Reservation {

    private record Part(Allotment allotment, long amount) {}

    private final Leases leases;
    private final Instant at;
    private final List<Part> parts = new ArrayList<>();
    private final AtomicBoolean given = new AtomicBoolean();
    private @Nullable Shortage shortage;

    Reservation(Leases leases, Instant at) {
        this.leases = leases;
        this.at = at;
    }

    /** Takes a further part, unless an earlier one lacked already. */
    void add(Allotment allotment, long amount) {
        if (shortage != null) {
            return;
        }
        if (leases.take(allotment, amount, at)) {
            parts.add(new Part(allotment, amount));
            return;
        }
        giveBack();
        shortage = new Shortage(allotment.scope(), allotment.endOf(allotment.periodOf(at)));
    }

    /** What lacks; empty if the send has its place. */
    public Optional<Shortage> shortage() {
        return Optional.ofNullable(shortage);
    }

    /** Gives the place up; the second time nothing happens. */
    public void giveBack() {
        if (given.compareAndSet(false, true)) {
            parts.forEach(part -> leases.putBack(part.allotment(), part.amount(), at));
        }
    }
}
