package io.twofold.identity.account;

import io.twofold.kit.outbox.Subject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One person's account. */
@Entity
@Table(name = "account")
public class Account {

    @Id
    private UUID id;

    @Column
    private String email;

    @Column
    private @Nullable String emailKey;

    @Column
    private String passwordHash;

    @Column
    private Instant passwordChangedAt;

    @Column
    private boolean passwordVoid;

    @Column
    private String locale;

    @Column
    private @Nullable Instant twoFactorEnabledAt;

    @Column
    private @Nullable Instant twoFactorFirstEnabledAt;

    @Column
    private @Nullable Instant twoFactorDisabledAt;

    @Column
    private Instant createdAt;

    @Column
    private @Nullable Instant deletedAt;

    @Column
    private long version;

    protected Account() {}

    /** A new account whose address was confirmed. */
    public Account(UUID id, EmailAddress email, String passwordHash, String locale, Instant now) {
        this.id = id;
        this.email = email.given();
        this.emailKey = email.key();
        this.passwordHash = passwordHash;
        this.passwordChangedAt = now;
        this.locale = locale;
        this.createdAt = now;
    }

    /**
     * Counts one more event about this account.
     *
     * @return what the event is about, to be published while the row is locked
     */
    public Subject nextFact() {
        version++;
        return Subject.account(id, version);
    }

    /** A new password, proven by the old one or by recovery; it is good again if it was void. */
    public void changePassword(String newHash, Instant now) {
        passwordHash = newHash;
        passwordChangedAt = now;
        passwordVoid = false;
    }

    /** From now on the password lets nobody in, until it is reset: somebody else is known to have it. */
    public void voidPassword() {
        passwordVoid = true;
    }

    /** Whether a right password counts for anything. */
    public boolean admitsPassword() {
        return !passwordVoid && deletedAt == null;
    }

    /** Whether this still has the password that an earlier look at it had. */
    public boolean hasPasswordOf(Account earlier) {
        return admitsPassword() && passwordChangedAt.equals(earlier.passwordChangedAt);
    }

    /** Turns two-factor authentication on. Nothing happens if it is on. */
    public void enableTwoFactor(Instant now) {
        if (twoFactorEnabledAt != null) {
            return;
        }
        twoFactorEnabledAt = now;
        if (twoFactorFirstEnabledAt == null) {
            twoFactorFirstEnabledAt = now;
        }
    }

    /** Turns two-factor authentication off. Whether that is allowed now is the caller's to know. */
    public void disableTwoFactor(Instant now) {
        twoFactorEnabledAt = null;
        twoFactorDisabledAt = now;
    }

    /**
     * Takes back that two-factor authentication was turned on, by somebody who knows the password and shouldn't: it counts
     * as never turned on, and the password as known to a thief.
     */
    public void undoTwoFactor(Instant now) {
        disableTwoFactor(now);
        twoFactorFirstEnabledAt = null;
        voidPassword();
    }

    /** Ends the account: its address is free at once, its rows are erased soon. */
    public void delete(Instant now) {
        deletedAt = now;
        emailKey = null;
    }

    public UUID id() {
        return id;
    }

    /** As the person typed it. */
    public String email() {
        return email;
    }

    /** As compared; null once the account is deleted. */
    @Nullable String emailKey() {
        return emailKey;
    }

    public String passwordHash() {
        return passwordHash;
    }

    public Instant passwordChangedAt() {
        return passwordChangedAt;
    }

    /** BCP 47. */
    public String locale() {
        return locale;
    }

    public boolean twoFactorOn() {
        return twoFactorEnabledAt != null;
    }

    /** Empty while it is off. */
    public Optional<Instant> twoFactorEnabledAt() {
        return Optional.ofNullable(twoFactorEnabledAt);
    }

    /** When it was turned on for the first time: the undo window counts from here. */
    public Optional<Instant> twoFactorFirstEnabledAt() {
        return Optional.ofNullable(twoFactorFirstEnabledAt);
    }

    /** When it was last turned off. */
    public Optional<Instant> twoFactorDisabledAt() {
        return Optional.ofNullable(twoFactorDisabledAt);
    }

    public boolean isDeleted() {
        return deletedAt != null;
    }

    /** Version after the last event. */
    public long version() {
        return version;
    }
}
