package io.twofold.otp.budget;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A send's place in every budget that it needs, unless one has no room. It is made before the send's transaction, and closed
 * after it: that gives the place up, unless the send used it.
 */
public final class Reservation implements AutoCloseable {

    private record Part(Allotment allotment, long amount, Instant period) {}

    private final Leases leases;
    private final String country;
    private final String channel;
    private final boolean proven;
    private final Instant at;
    private final List<Part> parts = new ArrayList<>();
    private final AtomicBoolean given = new AtomicBoolean();
    private volatile boolean used;
    private @Nullable Shortage shortage;

    Reservation(Leases leases, String country, String channel, boolean proven, Instant at) {
        this.leases = leases;
        this.country = country;
        this.channel = channel;
        this.proven = proven;
        this.at = at;
    }

    /** Takes a further part. */
    void add(Allotment allotment, long amount) {
        leases.take(allotment, amount, at)
                .ifPresentOrElse(period -> parts.add(new Part(allotment, amount, period)), () -> lack(allotment));
    }

    private void lack(Allotment allotment) {
        Instant until = allotment.endOf(allotment.periodOf(at));
        if (shortage == null) {
            shortage = new Shortage(allotment.scope(), until);
        } else if (until.isAfter(shortage.until())) {
            shortage = new Shortage(shortage.scope(), until);
        }
    }

    /** What lacks, the first of it, until nothing does any more; empty if the send has its place. */
    public Optional<Shortage> shortage() {
        return Optional.ofNullable(shortage);
    }

    /** Whether it was made for such a send. */
    public boolean isFor(String itsCountry, String itsChannel, boolean isProven) {
        return country.equals(itsCountry) && channel.equals(itsChannel) && proven == isProven;
    }

    /** The send is counted: closing gives nothing up any more. */
    public void use() {
        used = true;
    }

    /** Gives the place up; the second time nothing happens. */
    public void giveBack() {
        if (given.compareAndSet(false, true)) {
            parts.forEach(part -> leases.putBack(part.allotment(), part.amount(), part.period()));
        }
    }

    @Override
    public void close() {
        if (!used) {
            giveBack();
        }
    }
}
