package io.twofold.apppassword.following;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.twofold.apppassword.account.Account;
import io.twofold.apppassword.account.Accounts;
import io.twofold.apppassword.account.EndedSessions;
import io.twofold.apppassword.account.Suspensions;
import io.twofold.apppassword.apppassword.RevocationReason;
import io.twofold.apppassword.apppassword.RevokeAppPasswords;
import io.twofold.events.AccountDeleted;
import io.twofold.events.AccountLocked;
import io.twofold.events.AccountRecovered;
import io.twofold.events.AccountRegistered;
import io.twofold.events.AccountUnlocked;
import io.twofold.events.EmailChanged;
import io.twofold.events.Envelope;
import io.twofold.events.Event;
import io.twofold.events.EventType;
import io.twofold.events.IdentityEvent;
import io.twofold.events.PasswordChanged;
import io.twofold.events.RecoveryKeyChanged;
import io.twofold.events.SessionsEnded;
import io.twofold.events.SignInRejected;
import io.twofold.events.SignedIn;
import io.twofold.events.TrustedDeviceAdded;
import io.twofold.events.TrustedDeviceRemoved;
import io.twofold.events.TrustedPhoneNumberAdded;
import io.twofold.events.TrustedPhoneNumberRemoved;
import io.twofold.events.TwoFactorDisabled;
import io.twofold.events.TwoFactorEnabled;
import io.twofold.kit.ambient.Ids;
import io.twofold.kit.inbox.EventHandler;
import io.twofold.kit.inbox.IndigestibleEventException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What each of identity's events does here. All of them concern this service: any may be the replay of one that couldn't be
 * read, whatever its type, and that an account is held back for.
 */
@Singleton
class FollowIdentity implements EventHandler {

    private static final Logger LOG = Logger.getLogger(FollowIdentity.class);

    /** Events that only change what this service knows; an account does without them until they are replayed. */
    private static final Set<String> TAKING_NOTHING_AWAY = Stream.of(
                    AccountRegistered.class,
                    EmailChanged.class,
                    TwoFactorEnabled.class,
                    AccountUnlocked.class,
                    SessionsEnded.class,
                    TrustedPhoneNumberAdded.class,
                    TrustedPhoneNumberRemoved.class,
                    TrustedDeviceAdded.class,
                    TrustedDeviceRemoved.class,
                    SignedIn.class,
                    SignInRejected.class,
                    RecoveryKeyChanged.class,
                    AccountRecovered.class)
            .map(type -> EventType.of(type).name())
            .collect(toUnmodifiableSet());

    private final Accounts accounts;
    private final EndedSessions endedSessions;
    private final Suspensions suspensions;
    private final RevokeAppPasswords revokeAppPasswords;
    private final Ids ids;

    FollowIdentity(
            Accounts accounts,
            EndedSessions endedSessions,
            Suspensions suspensions,
            RevokeAppPasswords revokeAppPasswords,
            Ids ids) {
        this.accounts = accounts;
        this.endedSessions = endedSessions;
        this.suspensions = suspensions;
        this.revokeAppPasswords = revokeAppPasswords;
        this.ids = ids;
    }

    @Override
    public void apply(Envelope<Event> event) {
        if (event.data() instanceof IdentityEvent fact) {
            apply(fact, uuid(event.subject()), event.sequence(), event.time());
            suspensions.lift(event.id());
        }
    }

    private void apply(IdentityEvent fact, UUID id, long version, Instant time) {
        switch (fact) {
            case AccountRegistered(String email, var _) -> accounts.lock(id).hasEmail(email, version);
            case EmailChanged(String email) -> accounts.lock(id).hasEmail(email, version);
            case TwoFactorEnabled _ -> accounts.lock(id).twoFactorEnabled(version);
            case TwoFactorDisabled(Instant disabledAt, var _) -> {
                accounts.lock(id).twoFactorDisabled(disabledAt, version);
                revokeAppPasswords.madeUpTo(id, disabledAt, RevocationReason.TWO_FACTOR_DISABLED);
            }
            case PasswordChanged(Instant changedAt, var _) -> {
                accounts.lock(id).passwordChanged(changedAt);
                revokeAppPasswords.madeUpTo(id, changedAt, RevocationReason.PASSWORD_CHANGED);
            }
            case AccountLocked _ -> {
                accounts.lock(id).locked(time, version);
                revokeAppPasswords.madeUpTo(id, time, RevocationReason.ACCOUNT_LOCKED);
            }
            case AccountUnlocked _ -> accounts.lock(id).unlocked(version);
            case SessionsEnded ended -> end(ended, id);
            case AccountDeleted(Instant deletedAt) -> {
                Account account = accounts.lock(id);
                account.deleted(deletedAt);
                revokeAppPasswords.all(id, RevocationReason.ACCOUNT_DELETED);
                suspensions.forget(id);
            }
            case SignedIn _,
                    SignInRejected _,
                    TrustedPhoneNumberAdded _,
                    TrustedPhoneNumberRemoved _,
                    TrustedDeviceAdded _,
                    TrustedDeviceRemoved _,
                    RecoveryKeyChanged _,
                    AccountRecovered _ -> {}
        }
    }

    private void end(SessionsEnded ended, UUID id) {
        if (ended.all()) {
            accounts.lock(id).sessionsEnded(ended.endedAt());
        }
        List<UUID> sessions =
                ended.sessionIds().stream().map(FollowIdentity::uuid).toList();
        endedSessions.add(sessions, ended.endedAt());
    }

    /** Without an event that takes access away, the account's app passwords are held back; so they are when none can tell. */
    @Override
    public void givenUp(@Nullable String eventId, @Nullable String type, @Nullable String accountId) {
        if (type != null && TAKING_NOTHING_AWAY.contains(type)) {
            return;
        }
        try {
            suspensions.suspend(
                    UUID.fromString(String.valueOf(accountId)),
                    eventId == null ? ids.next().toString() : eventId);
        } catch (IllegalArgumentException _) {
            LOG.errorf("event=%s names no account that could be suspended", eventId);
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            throw new IndigestibleEventException("an id isn't a UUID");
        }
    }
}
