package io.twofold.gateway.delivery;

import io.twofold.gateway.price.Cost;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One time a provider was asked to take a delivery. Written before it is asked, finished once it has answered. */
@Entity
@Table(name = "attempt")
class Attempt {

    /** How asking went. */
    enum Outcome {
        /** It is being asked, or whoever asked didn't live to write down the answer. */
        ASKED,
        TAKEN,
        REFUSED,
        UNCLEAR;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The key.
     *
     * @param number from 1
     */
    @Embeddable
    record Key(
            @Column(name = "delivery_id") UUID deliveryId,
            @Column(name = "number") int number) {}

    @EmbeddedId
    private Key key;

    @Column(name = "provider", updatable = false)
    private String provider;

    @Column(name = "started_at", updatable = false)
    private Instant startedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "outcome")
    private Outcome outcome;

    @Column(name = "reason")
    private @Nullable String reason;

    @Column(name = "segments")
    private @Nullable Integer segments;

    @Column(name = "cost")
    private @Nullable Long cost;

    @Column(name = "currency")
    private @Nullable String currency;

    /** For Hibernate. */
    protected Attempt() {}

    Attempt(UUID deliveryId, int number, String provider, Instant startedAt) {
        this.key = new Key(deliveryId, number);
        this.provider = provider;
        this.startedAt = startedAt;
        this.outcome = Outcome.ASKED;
    }

    /** It ended so. What a receipt has proved, and what was known of its length, stays. */
    void end(Outcome how, @Nullable String why, @Nullable Integer length, Instant now) {
        if (outcome != Outcome.TAKEN) {
            outcome = how;
            reason = why;
        }
        segments = length == null ? segments : length;
        endedAt = now;
    }

    /** @return by how much that is dearer than it was, in millionths */
    long price(@Nullable Cost known) {
        long before = cost == null ? 0 : cost;
        cost = known == null ? null : known.micros();
        currency = known == null ? null : known.currency();
        return (cost == null ? 0 : cost) - before;
    }

    UUID deliveryId() {
        return key.deliveryId();
    }

    int number() {
        return key.number();
    }

    String provider() {
        return provider;
    }

    Instant startedAt() {
        return startedAt;
    }

    @Nullable Instant endedAt() {
        return endedAt;
    }

    Outcome outcome() {
        return outcome;
    }

    @Nullable String reason() {
        return reason;
    }

    /** Short messages it took; absent for calls, and while nobody knows. */
    @Nullable Integer segments() {
        return segments;
    }

    /** What it costs by the price list; absent where that doesn't say, and where nothing was taken. */
    @Nullable Cost cost() {
        return cost == null || currency == null ? null : new Cost(cost, currency);
    }
}
