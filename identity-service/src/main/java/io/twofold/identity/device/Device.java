package io.twofold.identity.device;

import io.twofold.identity.secret.OpaqueToken;
import io.twofold.identity.session.DeviceTrust;
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

/** One device of one account. A browser that two people use is two devices. */
@Entity
@Table(name = "device")
public class Device {

    /**
     * What devices may be called: neither control characters, nor halves of characters, nor marks that turn the reading
     * direction around. Names are read in letters.
     */
    public static final String NAME = "[^\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]*";

    @Id
    private UUID id;

    @Column
    private UUID accountId;

    @Column
    private String name;

    @Enumerated(EnumType.STRING)
    private DeviceKind kind;

    @Column
    private @Nullable String model;

    @Column
    private byte[] tokenDigest;

    @Column
    private @Nullable Instant trustedAt;

    @Column
    private @Nullable Instant trustedUntil;

    @Column
    private @Nullable Instant firstAal2At;

    @Column
    private boolean turnedTwoFactorOn;

    @Column
    private Instant createdAt;

    @Column
    private Instant lastSeenAt;

    protected Device() {}

    /** A device that the account never signed in on before. */
    public Device(
            UUID id,
            UUID accountId,
            String name,
            DeviceKind kind,
            @Nullable String model,
            OpaqueToken token,
            Instant now) {
        this.id = id;
        this.accountId = accountId;
        this.name = name;
        this.kind = kind;
        this.model = model;
        this.tokenDigest = token.digest();
        this.createdAt = now;
        this.lastSeenAt = now;
    }

    /**
     * Its owner signed in on it.
     *
     * @param token what it is known by from now on: the token it showed, or a new one where that isn't at hand any more
     */
    public void seen(OpaqueToken token, Instant now) {
        tokenDigest = token.digest();
        lastSeenAt = now;
    }

    /** Its owner calls it something else. */
    public void rename(String newName) {
        name = newName;
    }

    /** Two factors were shown on it. The first time starts the security delay. */
    public void provedTwoFactors(Instant now) {
        if (firstAal2At == null) {
            firstAal2At = now;
        }
    }

    /** Two-factor authentication was turned on from it: it is the owner's from the beginning, and never has to wait. */
    public void turnedTwoFactorOn(Instant now) {
        provedTwoFactors(now);
        turnedTwoFactorOn = true;
    }

    /** Two-factor authentication is off; when it goes on again, everything about it begins anew. */
    void forgetTwoFactors() {
        firstAal2At = null;
        turnedTwoFactorOn = false;
    }

    /** How long it has still to wait before it may change what guards the account; zero or less if it may. */
    Duration securityDelayLeft(Duration delay, Instant now) {
        if (turnedTwoFactorOn) {
            return Duration.ZERO;
        }
        return firstAal2At == null ? delay : Duration.between(now, firstAal2At.plus(delay));
    }

    /**
     * Trusts it from now on.
     *
     * @param until the end of its trust, absent for none
     */
    public void trust(Instant now, @Nullable Instant until) {
        trustedAt = now;
        trustedUntil = until;
    }

    /** Ends its trust. */
    public void endTrust() {
        trustedAt = null;
        trustedUntil = null;
    }

    /** As a session on it goes by. */
    public DeviceTrust trust(Instant now) {
        return new DeviceTrust(isTrusted(now), trustedUntil);
    }

    public boolean isTrusted(Instant now) {
        return trustedAt != null && (trustedUntil == null || trustedUntil.isAfter(now));
    }

    public UUID id() {
        return id;
    }

    public UUID accountId() {
        return accountId;
    }

    public String name() {
        return name;
    }

    public DeviceKind kind() {
        return kind;
    }

    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /** Since when, empty while not trusted. */
    public Optional<Instant> trustedAt() {
        return Optional.ofNullable(trustedAt);
    }

    /** Empty where trust has no end, or isn't there. */
    public Optional<Instant> trustedUntil() {
        return Optional.ofNullable(trustedUntil);
    }

    /** Its first sign-in with two factors. */
    public Optional<Instant> firstAal2At() {
        return Optional.ofNullable(firstAal2At);
    }

    public Instant lastSeenAt() {
        return lastSeenAt;
    }
}
