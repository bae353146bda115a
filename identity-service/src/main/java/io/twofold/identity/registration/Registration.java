package io.twofold.identity.registration;

import static java.util.Objects.requireNonNull;

import io.twofold.identity.account.EmailAddress;
import io.twofold.identity.secret.OpaqueToken;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An address that waits to be confirmed. */
@Entity
@Table(name = "registration")
class Registration {

    @Id
    private UUID id;

    @Column
    private byte[] flowTokenDigest;

    @Column
    private @Nullable String email;

    @Column
    private @Nullable String emailKey;

    @Column
    private @Nullable String passwordHash;

    @Column
    private String locale;

    @Column
    private String challengeId;

    @Column
    private Instant createdAt;

    @Column
    private Instant expiresAt;

    @Column
    private @Nullable Instant completedAt;

    protected Registration() {}

    Registration(
            UUID id,
            OpaqueToken flowToken,
            EmailAddress email,
            String passwordHash,
            String locale,
            String challengeId,
            Instant now,
            Duration lifetime) {
        this.id = id;
        this.flowTokenDigest = flowToken.digest();
        this.email = email.given();
        this.emailKey = email.key();
        this.passwordHash = passwordHash;
        this.locale = locale;
        this.challengeId = challengeId;
        this.createdAt = now;
        this.expiresAt = now.plus(lifetime);
    }

    /** The address was confirmed, or turned out to be taken: nothing more comes of it, and whose it was is forgotten. */
    void complete(Instant now) {
        completedAt = now;
        email = null;
        emailKey = null;
        passwordHash = null;
    }

    boolean isCompleted() {
        return completedAt != null;
    }

    boolean isExpired(Instant now) {
        return !expiresAt.isAfter(now);
    }

    boolean belongsTo(OpaqueToken flowToken) {
        return flowToken.matches(flowTokenDigest);
    }

    UUID id() {
        return id;
    }

    /** Until it is completed. */
    EmailAddress email() {
        return new EmailAddress(requireNonNull(email), requireNonNull(emailKey));
    }

    /** Until it is completed. */
    String passwordHash() {
        return requireNonNull(passwordHash);
    }

    String locale() {
        return locale;
    }

    /** At otp-service. */
    String challengeId() {
        return challengeId;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
