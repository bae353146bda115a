package io.twofold.otp.challenge;

import io.twofold.kit.outbox.Subject;
import io.twofold.otp.delivery.Channel;
import io.twofold.otp.limit.ClientNetwork;
import io.twofold.otp.limit.Receipt;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A code that was sent and is waited for. Its rules are its methods; whoever calls one that changes something holds the
 * row's lock.
 *
 * <p>The newest challenge of a binding is the <em>current</em> one: it carries the binding's budget and remembers the
 * binding's older codes, so that typing one of them is told apart from guessing.
 */
@Entity
class Challenge {

    enum State {
        PENDING,
        VERIFIED,
        /** Out of tries. */
        LOCKED,
        EXPIRED,
        CANCELLED,
        SUPERSEDED
    }

    @Id
    private UUID id;

    @Column(updatable = false)
    private String client;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Purpose purpose;

    @Column(updatable = false)
    private String binding;

    @Column(updatable = false)
    private @Nullable String accountId;

    @Column(updatable = false)
    private String locale;

    @Column(updatable = false)
    private Instant createdAt;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    @Embedded
    private @Nullable Destination destination;

    @Column
    private byte @Nullable [] sealedNumber;

    @Column
    private boolean proven;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column
    private boolean current;

    @Column
    private byte[] code;

    @Column
    @JdbcTypeCode(SqlTypes.ARRAY)
    private byte[][] olderCodes;

    @Column
    private byte @Nullable [] clientNetwork;

    @Column
    @JdbcTypeCode(SqlTypes.ARRAY)
    private byte[][] receipts;

    @Column
    private int released;

    @Column
    private int send;

    @Embedded
    private Budget budget;

    @Column
    private Instant expiresAt;

    @Column
    private @Nullable Instant verifiedAt;

    @Column
    private long version;

    /** For Hibernate. */
    protected Challenge() {}

    /**
     * A challenge that has sent nothing yet.
     *
     * @param earlier the binding's current challenge, whose budget goes on unless its time is over
     */
    Challenge(UUID id, Order order, @Nullable Challenge earlier, Instant now, CodesConfig config) {
        this.id = id;
        this.client = order.client();
        this.purpose = order.purpose();
        this.binding = order.binding();
        this.accountId = order.accountId();
        this.locale = order.locale();
        this.createdAt = now;
        this.channel = order.route().channel();
        this.state = State.PENDING;
        this.current = true;
        this.code = new byte[0];
        if (earlier == null || earlier.budget.isOver(now)) {
            this.budget = Budget.opened(now, config);
            this.olderCodes = new byte[0][];
            this.receipts = new byte[0][];
            this.expiresAt = now;
            return;
        }
        this.budget = earlier.budget;
        this.olderCodes = earlier.allCodes();
        this.receipts = earlier.receipts;
        this.released = earlier.released;
        this.expiresAt = earlier.expiresAt;
    }

    /** Whether it takes further codes at all: it isn't answered, cancelled or superseded. */
    boolean isOpen() {
        return switch (state) {
            case PENDING, LOCKED, EXPIRED -> true;
            case VERIFIED, CANCELLED, SUPERSEDED -> false;
        };
    }

    /** What the binding's budget has against sending another code now; empty if nothing. */
    Optional<Sending> objection(Instant now, CodesConfig config) {
        if (budget.isOver(now)) {
            return Optional.empty();
        }
        if (budget.isOutOfTries(config)) {
            return Optional.of(new Sending.OutOfTries(uselessFor(now)));
        }
        if (budget.isOutOfSends(config)) {
            return Optional.of(new Sending.TooMany(uselessFor(now)));
        }
        Duration coolDown = budget.coolDown(now, config);
        return coolDown.isPositive() ? Optional.of(new Sending.TooSoon(coolDown)) : Optional.empty();
    }

    /**
     * Takes a new code, which goes out by this route. Its earlier one, if any, is superseded.
     *
     * @param sealedNumber the route's number, sealed for {@link #sealingContext()}
     * @param receipt what the limits counted it as
     */
    void send(
            Route route,
            byte @Nullable [] sealedNumber,
            Receipt receipt,
            Code newCode,
            CodeDigests digests,
            Instant now,
            CodesConfig config) {
        if (budget.isOver(now)) {
            budget = Budget.opened(now, config);
            olderCodes = new byte[0][];
            receipts = new byte[0][];
            released = 0;
        } else if (send > 0) {
            olderCodes = allCodes();
        }
        budget = budget.afterSend(now);
        receipts = Arrays.copyOf(receipts, receipts.length + 1);
        receipts[receipts.length - 1] = receipt.toBytes();
        send++;
        channel = route.channel();
        destination = route.number() == null ? null : Destination.of(route.number());
        this.sealedNumber = sealedNumber;
        proven = route.proven();
        clientNetwork = route.network() == null ? null : route.network().toBytes();
        code = digests.of(this, budget.sends(), newCode);
        expiresAt = now.plus(config.lifetime());
        state = State.PENDING;
        version++;
    }

    /** Weighs a code; a wrong one spends a try of the binding. */
    Verdict answer(Code given, CodeDigests digests, Instant now, CodesConfig config) {
        if (state == State.VERIFIED) {
            return new Verdict.AlreadyUsed();
        }
        if (state == State.CANCELLED) {
            return new Verdict.Expired();
        }
        if (budget.isOutOfTries(config)) {
            return new Verdict.Exhausted(uselessFor(now));
        }
        if (!now.isBefore(expiresAt)) {
            return new Verdict.Expired();
        }
        if (digests.match(code, this, budget.sends(), given)) {
            close(State.VERIFIED);
            verifiedAt = now;
            return new Verdict.Accepted(now);
        }
        return spendTry(given, digests, config);
    }

    /** Weighs a code that was typed for a challenge which this one superseded: it is never accepted, and spends a try. */
    Verdict answerForOlder(Code given, CodeDigests digests, Instant now, CodesConfig config) {
        if (budget.isOutOfTries(config)) {
            return new Verdict.Exhausted(uselessFor(now));
        }
        return spendTry(given, digests, config);
    }

    private Verdict spendTry(Code given, CodeDigests digests, CodesConfig config) {
        budget = budget.afterWrongCode();
        version++;
        if (budget.isOutOfTries(config) && state == State.PENDING) {
            state = State.LOCKED;
        }
        int left = budget.triesLeft(config);
        return isOlderCode(given, digests) ? new Verdict.Superseded(left) : new Verdict.Wrong(left);
    }

    private boolean isOlderCode(Code given, CodeDigests digests) {
        for (int i = 0; i < olderCodes.length; i++) {
            if (digests.match(olderCodes[i], this, i + 1, given)) {
                return true;
            }
        }
        return false;
    }

    /** Makes the code worthless, unless it is already. Who is out of tries stays so. */
    void cancel() {
        if (isOpen()) {
            close(state == State.LOCKED ? State.LOCKED : State.CANCELLED);
        }
    }

    /** Gives the binding up to a newer challenge. */
    void supersede() {
        if (isOpen()) {
            close(State.SUPERSEDED);
        }
        current = false;
    }

    /** Notes that nobody answered in time. */
    void expire() {
        state = State.EXPIRED;
        version++;
    }

    /** Nothing will be sent any more, so the number isn't needed any more. */
    private void close(State end) {
        state = end;
        sealedNumber = null;
        version++;
    }

    private byte[][] allCodes() {
        byte[][] all = Arrays.copyOf(olderCodes, olderCodes.length + 1);
        all[olderCodes.length] = code;
        return all;
    }

    /** Until the code expires; after that, until the budget is forgotten. */
    private Duration uselessFor(Instant now) {
        return Duration.between(now, now.isBefore(expiresAt) ? expiresAt : budget.endsAt());
    }

    /** The state as of now: expiry is noted down a moment late. */
    State state(Instant now) {
        return state == State.PENDING && !now.isBefore(expiresAt) ? State.EXPIRED : state;
    }

    State state() {
        return state;
    }

    /** When another code may be asked for; where that is useless, when this one expires. */
    Instant resendAvailableAt(CodesConfig config) {
        boolean useless = budget.isOutOfSends(config) || budget.isOutOfTries(config);
        return useless ? expiresAt : budget.cooledDownAt(config);
    }

    int attemptsLeft(CodesConfig config) {
        return budget.triesLeft(config);
    }

    /** What its number is sealed for. */
    String sealingContext() {
        return "challenge-number:" + id;
    }

    /** What its events are about. */
    Subject subject() {
        return new Subject(id.toString(), accountId, version);
    }

    UUID id() {
        return id;
    }

    String client() {
        return client;
    }

    Purpose purpose() {
        return purpose;
    }

    String binding() {
        return binding;
    }

    @Nullable String accountId() {
        return accountId;
    }

    String locale() {
        return locale;
    }

    Channel channel() {
        return channel;
    }

    @Nullable Destination destination() {
        return destination;
    }

    byte @Nullable [] sealedNumber() {
        return sealedNumber;
    }

    boolean isProven() {
        return proven;
    }

    /** Where the person was who asked for the newest code, where the client said so. */
    @Nullable ClientNetwork network() {
        return clientNetwork == null ? null : ClientNetwork.ofBytes(clientNetwork);
    }

    /**
     * What the limits counted the binding's sends as, in their order. Each is released once: what is verified is verified
     * once. They are kept, as reports of deliveries may yet come.
     */
    List<Receipt> releaseReceipts() {
        List<Receipt> unreleased =
                Arrays.stream(receipts).skip(released).map(Receipt::ofBytes).toList();
        released = receipts.length;
        return unreleased;
    }

    /** Whether its account, if there is one, may trust a number already. */
    boolean canBeProven() {
        return accountId != null && purpose.canBeProven();
    }

    /** Of this challenge, from 1. */
    int send() {
        return send;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable Instant verifiedAt() {
        return verifiedAt;
    }
}
