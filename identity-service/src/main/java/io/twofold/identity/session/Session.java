package io.twofold.identity.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One signed-in device. */
@Entity
@Table(name = "session")
public class Session {

    @Id
    private UUID id;

    @Column
    private UUID accountId;

    @Column
    private UUID deviceId;

    @Column
    private String clientId;

    @Column
    private Instant authTime;

    @Column
    private String firstFactor;

    @Column
    private @Nullable String secondFactor;

    @Column
    private @Nullable Instant secondFactorAt;

    @Column
    private boolean onTrustedDevice;

    @Column
    private byte[] refreshDigest;

    @Column
    private byte @Nullable [] previousDigest;

    @Column
    private Instant rotatedAt;

    @Column
    private Instant createdAt;

    @Column
    private Instant lastUsedAt;

    @Column
    private Instant idleExpiresAt;

    @Column
    private Instant absoluteExpiresAt;

    protected Session() {}

    Session(
            UUID accountId,
            UUID deviceId,
            String clientId,
            Proof proof,
            DeviceTrust device,
            RefreshToken token,
            SessionConfig config,
            Instant now) {
        this.id = token.sessionId();
        this.accountId = accountId;
        this.deviceId = deviceId;
        this.clientId = clientId;
        this.authTime = proof.authTime();
        this.firstFactor = proof.firstFactor();
        this.secondFactor = proof.secondFactor();
        this.secondFactorAt = proof.secondFactorAt();
        this.onTrustedDevice = device.trusted();
        this.refreshDigest = token.digest();
        this.rotatedAt = now;
        this.createdAt = now;
        this.absoluteExpiresAt = config.absoluteEnd(now, device);
        used(config, now);
    }

    /** A new proof of the same person: a second factor given earlier goes on counting for its time. */
    public void raise(Proof proof) {
        authTime = proof.authTime();
        firstFactor = proof.firstFactor();
        if (proof.secondFactor() != null) {
            secondFactor = proof.secondFactor();
            secondFactorAt = proof.secondFactorAt();
        }
    }

    /** Two-factor authentication is off: what was shown before counts no more when it goes on again. */
    public void forgetSecondFactor() {
        secondFactor = null;
        secondFactorAt = null;
    }

    /** New tokens on another occasion than a refresh; the refresh token at hand stays good for a lost answer's sake. */
    void rotate(RefreshToken next, SessionConfig config, Instant now) {
        previousDigest = refreshDigest;
        refreshDigest = next.digest();
        rotatedAt = now;
        used(config, now);
    }

    /** The device is trusted from now on: the session may last as long as those on trusted devices do. */
    public void deviceTrusted(DeviceTrust device, SessionConfig config, Instant now) {
        onTrustedDevice = true;
        absoluteExpiresAt = config.absoluteEnd(createdAt, device);
        used(config, now);
    }

    /** The device's trust is gone: the session lasts no longer than a new one on any device would. */
    public void deviceNoLongerTrusted(SessionConfig config, Instant now) {
        if (!onTrustedDevice) {
            return;
        }
        onTrustedDevice = false;
        Instant latest = now.plus(config.otherAbsolute());
        absoluteExpiresAt = absoluteExpiresAt.isBefore(latest) ? absoluteExpiresAt : latest;
        used(config, now);
    }

    /** Whether this is the refresh token in use. */
    boolean has(RefreshToken token) {
        return MessageDigest.isEqual(refreshDigest, token.digest());
    }

    public boolean isLive(Instant now) {
        return idleExpiresAt.isAfter(now);
    }

    /** Whether two factors stand behind this session now. */
    public boolean isAal2(SessionConfig config, Instant now) {
        return secondFactorAt != null
                && secondFactorAt.plus(config.secondFactorLifetime()).isAfter(now);
    }

    public UUID id() {
        return id;
    }

    public UUID accountId() {
        return accountId;
    }

    public UUID deviceId() {
        return deviceId;
    }

    String clientId() {
        return clientId;
    }

    Proof proof() {
        return new Proof(authTime, firstFactor, secondFactor, secondFactorAt);
    }

    Instant idleExpiresAt() {
        return idleExpiresAt;
    }

    Instant absoluteExpiresAt() {
        return absoluteExpiresAt;
    }

    private void used(SessionConfig config, Instant now) {
        lastUsedAt = now;
        Instant idleEnd = now.plus(config.idle(onTrustedDevice));
        idleExpiresAt = idleEnd.isBefore(absoluteExpiresAt) ? idleEnd : absoluteExpiresAt;
    }
}
