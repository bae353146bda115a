package io.twofold.identity.signin;

import io.twofold.identity.account.Account;
import io.twofold.identity.device.DeviceKind;
import io.twofold.identity.otp.Challenge;
import io.twofold.identity.phone.Method;
import io.twofold.identity.problem.IdentityProblem;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.kit.outbox.Subject;
import io.twofold.kit.problem.Problem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A sign-in, or reauthentication, whose password was right and whose second factor is awaited. */
@Entity
@Table(name = "sign_in")
public class SignIn {

    /** Wrong codes that end it. */
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
    @Enumerated(EnumType.STRING)
    private @Nullable Method challengeMethod;

    @Column
    private @Nullable UUID challengeNumberId;

    @Column
    private @Nullable Instant codeExpiresAt;

    @Column
    private byte[][] triedCodeDigests = {};

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

    @Column
    private boolean repeated;

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

    /**
     * A code is on its way; it supersedes the one before, whatever number or device that came by. Of two answers that
     * crossed on their way here, the later code is the live one.
     */
    void expectCode(Challenge code, Method method, UUID phoneNumberId) {
        if (state != State.PENDING || (codeExpiresAt != null && code.expiresAt().isBefore(codeExpiresAt))) {
            return;
        }
        challengeId = code.challengeId();
        codeExpiresAt = code.expiresAt();
        challengeMethod = method;
        challengeNumberId = phoneNumberId;
        triedCodeDigests = new byte[0][];
    }

    /** Whether a code is among those that were tried and whose verdicts aren't known. */
    boolean isBeingTried(Predicate<byte[]> isOf) {
        return Arrays.stream(triedCodeDigests).anyMatch(isOf);
    }

    /** A code is about to be tried. Of more than there are tries, only so many are remembered. */
    void trying(byte[] codeDigest) {
        if (triedCodeDigests.length < MAX_TRIES) {
            triedCodeDigests = Stream.concat(Arrays.stream(triedCodeDigests), Stream.of(codeDigest))
                    .toArray(byte[][]::new);
        }
    }

    /** The verdict on a code is known, and no. */
    void triedInVain(Predicate<byte[]> isOf) {
        triedCodeDigests = Arrays.stream(triedCodeDigests).filter(isOf.negate()).toArray(byte[][]::new);
    }

    /** What every use of it is answered once it is over; empty while it is pending. */
    Optional<Problem> whyOver(Instant now) {
        return switch (state) {
            case PENDING -> isOpen(now) ? Optional.empty() : Optional.of(Problem.of(IdentityProblem.SIGN_IN_EXPIRED));
            case COMPLETED -> Optional.of(Problem.of(IdentityProblem.CODE_ALREADY_USED));
            case CANCELLED -> Optional.of(Problem.of(IdentityProblem.SIGN_IN_EXPIRED));
            case EXHAUSTED ->
                Optional.of(Problem.of(IdentityProblem.TOO_MANY_ATTEMPTS).retryAfter(Duration.between(now, expiresAt)));
        };
    }

    /** Whether the right password that began it still means what it meant, and a second factor is what is missing. */
    boolean stillCounts(Account account) {
        return account.twoFactorOn()
                && account.admitsPassword()
                && !account.passwordChangedAt().isAfter(createdAt);
    }

    /** Whether the code that completed it may be shown once more, because the answer was lost. */
    boolean mayBeRepeated(Instant now, Duration window) {
        return state == State.COMPLETED
                && !repeated
                && completedAt != null
                && completedAt.plus(window).isAfter(now);
    }

    /** The answer was lost. */
    void repeat() {
        repeated = true;
    }

    /**
     * A code was tried in vain, and the fifth ends it. otp-service counts them; of two answers that crossed on their way
     * here the higher count is the later.
     *
     * @param leftThere of the five, as it says
     * @return those that are left
     */
    int wrongCode(int leftThere) {
        tries = Math.max(tries, MAX_TRIES - leftThere);
        int left = Math.max(0, MAX_TRIES - tries);
        if (left == 0 && state == State.PENDING) {
            state = State.EXHAUSTED;
        }
        return left;
    }

    /**
     * The second factor was right.
     *
     * @param codeDigest of the code, by which a repeat whose answer was lost is known
     * @param onDevice which is known from now on
     */
    void complete(byte[] codeDigest, UUID newSessionId, UUID onDevice, Instant now) {
        state = State.COMPLETED;
        acceptedCodeDigest = codeDigest;
        resultingSessionId = newSessionId;
        deviceId = onDevice;
        completedAt = now;
    }

    UUID id() {
        return id;
    }

    /** What its end is a fact about: the first, or the second once it was repeated. */
    Subject subject() {
        return new Subject(id.toString(), accountId.toString(), repeated ? 2 : 1);
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

    /** How its code was sent. */
    Optional<Method> challengeMethod() {
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
