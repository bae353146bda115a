package io.twofold.identity.twofactor;

import io.twofold.events.TrustedPhoneNumberRemoved;
import io.twofold.events.TwoFactorDisabled;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.device.SecurityDelay;
import io.twofold.identity.device.TrustDevice;
import io.twofold.identity.phone.TrustedPhoneNumber;
import io.twofold.identity.phone.TrustedPhoneNumbers;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.identity.session.EndReason;
import io.twofold.identity.session.EndSessions;
import io.twofold.identity.session.Sessions;
import io.twofold.identity.session.StillSignedIn;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.token.FreshAuthentication;
import io.twofold.kit.token.UserToken;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns two-factor authentication off: its owner may for fourteen days after it was first turned on, and whoever holds the
 * link of the notice letter may for as long. Numbers and trust are erased with it.
 */
@Singleton
class TurnOffTwoFactor {

    private final Accounts accounts;
    private final TrustedPhoneNumbers numbers;
    private final TrustDevice trustDevice;
    private final Sessions sessions;
    private final EndSessions endSessions;
    private final UndoLinks undoLinks;
    private final TwoFactorNotices notices;
    private final StillSignedIn stillSignedIn;
    private final FreshAuthentication fresh;
    private final SecurityDelay securityDelay;
    private final Outbox outbox;
    private final TwoFactorConfig config;
    private final Clock clock;

    TurnOffTwoFactor(
            Accounts accounts,
            TrustedPhoneNumbers numbers,
            TrustDevice trustDevice,
            Sessions sessions,
            EndSessions endSessions,
            UndoLinks undoLinks,
            TwoFactorNotices notices,
            StillSignedIn stillSignedIn,
            FreshAuthentication fresh,
            SecurityDelay securityDelay,
            Outbox outbox,
            TwoFactorConfig config,
            Clock clock) {
        this.accounts = accounts;
        this.numbers = numbers;
        this.trustDevice = trustDevice;
        this.sessions = sessions;
        this.endSessions = endSessions;
        this.undoLinks = undoLinks;
        this.notices = notices;
        this.stillSignedIn = stillSignedIn;
        this.fresh = fresh;
        this.securityDelay = securityDelay;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** What became of it. */
    enum Outcome {
        OFF,
        NOT_ON,
        /** It has been on for too long. */
        PERMANENT
    }

    /**
     * Because its owner, signed in, wants it.
     *
     * @throws io.twofold.kit.problem.ProblemException if the session has ended, a fresher sign-in is
     *     needed, or the security delay runs
     */
    @Transactional
    Outcome byOwner(UserToken user, String clientAddress) {
        Optional<Account> locked = accounts.lock(user.accountId());
        stillSignedIn.require(user);
        fresh.require(user, locked.map(Account::twoFactorOn).orElse(false));
        if (locked.filter(Account::twoFactorOn).isEmpty()) {
            return Outcome.NOT_ON;
        }
        Account account = locked.get();
        securityDelay.require(account, user);
        Instant now = timeAfterEveryTokenIssued(account);
        boolean permanent = account.twoFactorFirstEnabledAt()
                .map(first -> !now.isBefore(first.plus(config.undoWindow())))
                .orElse(false);
        if (permanent) {
            return Outcome.PERMANENT;
        }
        account.disableTwoFactor(now);
        erase(account, "turned_off", now);
        notices.turnedOff(account, clientAddress);
        return Outcome.OFF;
    }

    /**
     * Because the owner of the mailbox says that it was somebody else: that one knows the password, so it is void, and
     * everything signed in with it ends.
     *
     * @return whether the link was one that works
     */
    @Transactional
    boolean byLink(OpaqueToken token, String clientAddress) {
        Instant opened = clock.instant();
        Optional<UUID> owner = undoLinks.ownerOf(token, opened);
        Optional<Account> locked = owner.flatMap(accounts::lock);
        // The account's lock is what makes it one use: who comes second looks again and finds the link gone.
        if (locked.isEmpty() || undoLinks.ownerOf(token, opened).isEmpty()) {
            return false;
        }
        Account account = locked.get();
        Instant now = timeAfterEveryTokenIssued(account);
        account.undoTwoFactor(now);
        erase(account, "undone", now);
        endSessions.allBut(account, null, EndReason.TWO_FACTOR_UNDONE);
        notices.undone(account, clientAddress);
        return true;
    }

    /**
     * A refresh needs no lock of the account's. Once the sessions' rows are locked none is under way, so that no token with
     * two factors in it is younger than the time that others are told.
     */
    private Instant timeAfterEveryTokenIssued(Account account) {
        sessions.lockAllOf(account.id());
        return clock.instant();
    }

    private void erase(Account account, String reason, Instant now) {
        undoLinks.revokeAll(account.id());
        outbox.publish(new TwoFactorDisabled(now, reason), account.nextFact());
        for (TrustedPhoneNumber number : numbers.of(account.id())) {
            numbers.delete(number);
            outbox.publish(new TrustedPhoneNumberRemoved(number.id().toString()), account.nextFact());
        }
        trustDevice.forgetTwoFactors(account);
    }
}
