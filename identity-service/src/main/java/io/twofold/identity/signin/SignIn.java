package io.twofold.identity.signin;

import io.twofold.identity.device.DeviceKind;
import io.twofold.identity.secret.OpaqueToken;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sign-in, or reauthentication, whose password was right and whose second factor is awaited. */
@Entity
@Table(name = "sign_in")
public class SignIn {

    /** Wrong codes, over all methods, that end it. */
    static final int MAX_TRIES = 5;

    /** What its completion brings. */
    public enum Purpose {
        /** A new session. */
        SIGN_IN,
        /** A fresh, stronger proof for the session it was started from. */
        REAUTHENTICATION
    }

    /** Where it stands. */
    public enum State {
        PENDING,
        COMPLETED,
        /** By the person, or because the password it began with is no longer the account's. */
        CANCELLED,
        /** Five wrong codes. */
        EXHAUSTED
    }

    @Id
    private UUID id;

    @Column
    private byte[] flowTokenDigest;

    @Enumerated(EnumType.STRING)
    private Purpose purpose;

    @Column
    private UUID accountId;

    @Column
    private @Nullable UUID sessionId;

    @Column
    private @Nullable UUID deviceId;

    @Column
    private String deviceName;

    @Enumerated(EnumType.STRING)
    private DeviceKind deviceKind;

    @Column
    private @Nullable String deviceModel;

    @Column
    private String clientAddress;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column
    private int tries;

    @Column
    private @Nullable String challengeId;

    @Column
    private @Nullable String challengeMethod;

    @Column
    private @Nullable UUID challengeNumberId;

    @Column
    private Instant createdAt;

    @Column
    private Instant expiresAt;

    @Column
    private byte @Nullable [] acceptedCodeDigest;

    @Column
    private @Nullable Instant completedAt;

    @Column
    private @Nullable UUID resultingSessionId;

    protected SignIn() {}

    private SignIn(
            UUID id,
            Purpose purpose,
            UUID accountId,
            @Nullable UUID sessionId,
            SignInDevice device,
            OpaqueToken flowToken,
            String clientAddress,
            Instant now,
            Duration lifetime) {
        this.id = id;
        this.flowTokenDigest = flowToken.digest();
        this.purpose = purpose;
        this.accountId = accountId;
        this.sessionId = sessionId;
        this.deviceId = device.knownAs();
        this.deviceName = device.name();
        this.deviceKind = device.kind();
        this.deviceModel = device.model();
        this.clientAddress = clientAddress;
        this.state = State.PENDING;
        this.createdAt = now;
        this.expiresAt = now.plus(lifetime);
    }

    /** On its way to a new session. */
    static SignIn begun(
            UUID id,
            UUID accountId,
            SignInDevice device,
            OpaqueToken flowToken,
            String clientAddress,
            Instant now,
            Duration lifetime) {
        return new SignIn(id, Purpose.SIGN_IN, accountId, null, device, flowToken, clientAddress, now, lifetime);
    }

    /** On its way to a stronger proof for a session. */
    static SignIn reauthentication(
            UUID id,
            UUID accountId,
            UUID sessionId,
            SignInDevice device,
            OpaqueToken flowToken,
            String clientAddress,
            Instant now,
            Duration lifetime) {
        return new SignIn(
                id, Purpose.REAUTHENTICATION, accountId, sessionId, device, flowToken, clientAddress, now, lifetime);
    }

    /** Whether a second factor can still complete it. */
    boolean isOpen(Instant now) {
        return state == State.PENDING && expiresAt.isAfter(now);
    }

    boolean belongsTo(OpaqueToken flowToken) {
        return flowToken.matches(flowTokenDigest);
    }

    /** Ends it without a session, if it hasn't ended. */
    void cancel() {
        if (state == State.PENDING) {
            state = State.CANCELLED;
        }
    }

    /** A code is on its way; it supersedes the one before, whatever number or device that came by. */
    void expectCode(String newChallengeId, String method, UUID phoneNumberId) {
        challengeId = newChallengeId;
        challengeMethod = method;
        challengeNumberId = phoneNumberId;
    }

    /** Spends a try, over all methods; the fifth ends it. */
    int wrongCode() {
        tries++;
        if (tries >= MAX_TRIES) {
            state = State.EXHAUSTED;
        }
        return MAX_TRIES - tries;
    }

    /**
     * The second factor was right.
     *
     * @param codeDigest of the code, by which a repeat whose answer was lost is known
     */
    void complete(byte[] codeDigest, UUID newSessionId, Instant now) {
        state = State.COMPLETED;
        acceptedCodeDigest = codeDigest;
        resultingSessionId = newSessionId;
        completedAt = now;
    }

    UUID id() {
        return id;
    }

    Purpose purpose() {
        return purpose;
    }

    State state() {
        return state;
    }

    UUID accountId() {
        return accountId;
    }

    /** The session to be raised; empty for a sign-in. */
    Optional<UUID> sessionId() {
        return Optional.ofNullable(sessionId);
    }

    SignInDevice device() {
        return new SignInDevice(deviceName, deviceKind, deviceModel, deviceId, null);
    }

    String clientAddress() {
        return clientAddress;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    /** The live one at otp-service. */
    Optional<String> challengeId() {
        return Optional.ofNullable(challengeId);
    }

    /** How its code was sent: {@code sms} or {@code voice}. */
    Optional<String> challengeMethod() {
        return Optional.ofNullable(challengeMethod);
    }

    /** Which trusted number its code was sent to. */
    Optional<UUID> challengeNumberId() {
        return Optional.ofNullable(challengeNumberId);
    }

    /** Empty until it was completed by a code. */
    Optional<byte[]> acceptedCodeDigest() {
        return Optional.ofNullable(acceptedCodeDigest);
    }

    Optional<Instant> completedAt() {
        return Optional.ofNullable(completedAt);
    }

    Optional<UUID> resultingSessionId() {
        return Optional.ofNullable(resultingSessionId);
    }
}
