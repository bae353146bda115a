package io.twofold.apppassword.account;

import io.twofold.kit.token.UserToken;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known here of one account. Every change is made under the row's lock.
 *
 * <p>The address, two-factor authentication and the lock are facts that replace one another: of two, the one with the
 * higher version counts. The three times only move forward, so their order of arrival doesn't matter.
 */
@Entity
@Table(name = "account")
public class Account {

    @Id
    private UUID id;

    @Column(name = "email")
    private @Nullable String email;

    @Column(name = "email_folded")
    private @Nullable String emailFolded;

    @Column(name = "email_version")
    private long emailVersion;

    @Column(name = "two_factor_on")
    private boolean twoFactorOn;

    @Column(name = "two_factor_version")
    private long twoFactorVersion;

    @Column(name = "two_factor_disabled_at")
    private @Nullable Instant twoFactorDisabledAt;

    @Column(name = "revoked_before")
    private @Nullable Instant revokedBefore;

    @Column(name = "sessions_ended_at")
    private @Nullable Instant sessionsEndedAt;

    @Column(name = "locked")
    private boolean locked;

    @Column(name = "lock_version")
    private long lockVersion;

    @Column(name = "deleted_at")
    private @Nullable Instant deletedAt;

    /** For Hibernate. */
    protected Account() {}

    Account(UUID id) {
        this.id = id;
    }

    public UUID id() {
        return id;
    }

    /** The address as registered; absent until it is known, and once the account is gone. */
    public @Nullable String email() {
        return email;
    }

    /** Identity says: this is the address. */
    public void hasEmail(String address, long version) {
        if (version > emailVersion && deletedAt == null) {
            setEmail(address);
            emailVersion = version;
        }
    }

    /** Identity says: two-factor authentication was turned on. */
    public void twoFactorEnabled(long version) {
        if (version > twoFactorVersion) {
            twoFactorOn = true;
            twoFactorVersion = version;
        }
    }

    /** Identity says: two-factor authentication was turned off. Proofs of it up to then are void. */
    public void twoFactorDisabled(Instant at, long version) {
        if (version > twoFactorVersion) {
            twoFactorOn = false;
            twoFactorVersion = version;
        }
        twoFactorDisabledAt = later(twoFactorDisabledAt, at);
    }

    /** Identity says: the password was changed. Tokens up to then, and what they made, are void. */
    public void passwordChanged(Instant at) {
        revokedBefore = later(revokedBefore, at);
    }

    /** Identity says: all sessions ended. */
    public void sessionsEnded(Instant at) {
        sessionsEndedAt = later(sessionsEndedAt, at);
    }

    /** Identity says: an operator locked the account. Tokens up to then, and what they made, are void for good. */
    public void locked(Instant at, long version) {
        if (version > lockVersion) {
            locked = true;
            lockVersion = version;
        }
        revokedBefore = later(revokedBefore, at);
    }

    /** Identity says: an operator unlocked the account. */
    public void unlocked(long version) {
        if (version > lockVersion) {
            locked = false;
            lockVersion = version;
        }
    }

    /** Identity says: the account is gone. That is final, and the address is forgotten. */
    public void deleted(Instant at) {
        deletedAt = later(deletedAt, at);
        email = null;
        emailFolded = null;
    }

    /** Takes the address from a good token, where no event has told it yet. */
    public void meet(UserToken token) {
        if (email == null && deletedAt == null) {
            setEmail(token.email());
        }
    }

    /** Whether tokens like this one are good here: the account is open, and they are younger than what voided tokens. */
    public boolean accepts(UserToken token) {
        return !locked
                && deletedAt == null
                && isAfter(token.issuedAt(), revokedBefore)
                && isAfter(token.issuedAt(), sessionsEndedAt);
    }

    /** Whether two-factor authentication is on: identity said so, or the token proves it before the event arrives. */
    public boolean hasTwoFactor(UserToken token) {
        return twoFactorOn || isProvenBy(token);
    }

    /** Whether the token shows two factors that still count, which they don't if they were turned off since. */
    public boolean isProvenBy(UserToken token) {
        return token.isAal2() && isAfter(token.issuedAt(), twoFactorDisabledAt);
    }

    private void setEmail(String address) {
        email = address;
        emailFolded = EmailAddress.fold(address);
    }

    /**
     * An {@code iat} is the second in which the token was issued, cut off: one of the very second counts as older, so
     * that none from before slips through.
     */
    private static boolean isAfter(Instant issuedAt, @Nullable Instant end) {
        return end == null || issuedAt.isAfter(end);
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one != null && one.isAfter(other) ? one : other;
    }
}
