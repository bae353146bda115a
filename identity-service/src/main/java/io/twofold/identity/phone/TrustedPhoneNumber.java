package io.twofold.identity.phone;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A number that the account's person has shown to hold. It keeps the id of the verification that showed it. */
@Entity
@Table(name = "trusted_phone_number")
public class TrustedPhoneNumber {

    @Id
    private UUID id;

    @Column(updatable = false)
    private UUID accountId;

    @Embedded
    private SealedPhoneNumber number;

    @Column(updatable = false)
    private Instant verifiedAt;

    protected TrustedPhoneNumber() {}

    TrustedPhoneNumber(PhoneVerification verification, Instant verifiedAt) {
        this.id = verification.id();
        this.accountId = verification.accountId();
        this.number = verification.number();
        this.verifiedAt = verifiedAt;
    }

    public UUID id() {
        return id;
    }

    public UUID accountId() {
        return accountId;
    }

    public SealedPhoneNumber number() {
        return number;
    }

    public Instant verifiedAt() {
        return verifiedAt;
    }
}
