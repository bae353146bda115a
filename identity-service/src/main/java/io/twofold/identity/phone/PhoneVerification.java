package io.twofold.identity.phone;

import io.twofold.identity.otp.Challenge;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A number on its way to being trusted: a code was sent to it, and five tries or fifteen minutes are there to bring the
 * code back. It belongs to the session that began it, because that session is the one its success raises. Two paths may
 * tell of the success, the answer of otp-service and its event; the first one counts.
 */
@Entity
@Table(name = "phone_verification")
public class PhoneVerification {

    /** What success means. */
    public enum Kind {
        /** Two-factor authentication goes on, with this as its first number. */
        ENROLLMENT,
        /** The account trusts one number more. */
        ADDITION
    }

    /** Where it stands. */
    public enum State {
        PENDING,
        VERIFIED,
        CANCELLED,
        /** Five wrong tries. */
        EXHAUSTED,
        EXPIRED
    }

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Kind kind;

    @Column(updatable = false)
    private UUID accountId;

    @Column(updatable = false)
    private UUID sessionId;

    @Embedded
    private SealedPhoneNumber number;

    @Enumerated(EnumType.STRING)
    @Column
    private Method method;

    @Enumerated(EnumType.STRING)
    @Column
    private State state;

    @Column
    private String challengeId;

    @Column
    private Instant codeExpiresAt;

    @Column
    private Instant resendAvailableAt;

    @Column
    private int attemptsLeft;

    @Column(updatable = false)
    private String clientAddress;

    @Column(updatable = false)
    private Instant expiresAt;

    protected PhoneVerification() {}

    /**
     * @param id the binding that the code was asked for
     * @param clientAddress where it is begun from
     * @param expiresAt when it is too late to bring the code back
     */
    PhoneVerification(
            UUID id,
            Kind kind,
            UUID accountId,
            UUID sessionId,
            SealedPhoneNumber number,
            Method method,
            Challenge code,
            String clientAddress,
            Instant expiresAt) {
        this.id = id;
        this.kind = kind;
        this.accountId = accountId;
        this.sessionId = sessionId;
        this.number = number;
        this.clientAddress = clientAddress;
        this.expiresAt = expiresAt;
        this.state = State.PENDING;
        this.method = method;
        this.challengeId = code.challengeId();
        this.codeExpiresAt = code.expiresAt();
        this.resendAvailableAt = code.resendAvailableAt();
        this.attemptsLeft = code.attemptsLeft();
    }

    /** A newer code is the live one. Of two answers that crossed on their way here, the later code is. */
    void codeSent(Challenge code, Method by) {
        if (state != State.PENDING || code.expiresAt().isBefore(codeExpiresAt)) {
            return;
        }
        method = by;
        challengeId = code.challengeId();
        codeExpiresAt = code.expiresAt();
        resendAvailableAt = code.resendAvailableAt();
        attemptsLeft = Math.min(attemptsLeft, code.attemptsLeft());
    }

    /** A wrong code came; the fifth is the last. */
    void wrongCode(int left) {
        attemptsLeft = Math.min(attemptsLeft, left);
        if (state == State.PENDING && attemptsLeft == 0) {
            state = State.EXHAUSTED;
        }
    }

    /** Its code is of no use any more. */
    public void cancel() {
        if (state == State.PENDING) {
            state = State.CANCELLED;
        }
    }

    /**
     * The code came back.
     *
     * @param challenge whose code it was
     * @param at when it came back
     * @return whether that is news; a second time, too late, or for another challenge than the live one, it isn't
     */
    public boolean prove(String challenge, Instant at) {
        if (stateAt(at) != State.PENDING || !challenge.equals(challengeId)) {
            return false;
        }
        state = State.VERIFIED;
        return true;
    }

    /** Whether it was proven by that challenge. */
    public boolean isProvenBy(String challenge) {
        return state == State.VERIFIED && challenge.equals(challengeId);
    }

    /** Where it stands at that time. */
    public State stateAt(Instant now) {
        return state == State.PENDING && !now.isBefore(expiresAt) ? State.EXPIRED : state;
    }

    /** How long it is of use from then on. */
    public Duration timeLeft(Instant now) {
        return Duration.between(now, expiresAt);
    }

    public UUID id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    public UUID accountId() {
        return accountId;
    }

    public UUID sessionId() {
        return sessionId;
    }

    public SealedPhoneNumber number() {
        return number;
    }

    public Method method() {
        return method;
    }

    /** Where it was begun from, for the owner's notice. */
    public String clientAddress() {
        return clientAddress;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    /** otp-service's id of the live code. */
    public String challengeId() {
        return challengeId;
    }

    /** The code that is live. */
    Challenge code() {
        return new Challenge(challengeId, method.channel(), codeExpiresAt, resendAvailableAt, attemptsLeft, null);
    }
}
