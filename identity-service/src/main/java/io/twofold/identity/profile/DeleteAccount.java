package io.twofold.identity.profile;

import io.twofold.events.AccountDeleted;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.device.SecurityDelay;
import io.twofold.identity.letter.LetterKind;
import io.twofold.identity.letter.SendLetter;
import io.twofold.identity.session.EndReason;
import io.twofold.identity.session.EndSessions;
import io.twofold.identity.session.StillSignedIn;
import io.twofold.identity.signin.SignIns;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.token.FreshAuthentication;
import io.twofold.kit.token.UserToken;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Ends an account at once: nobody signs in to it any more, its address is free. {@link EraseAccounts} does the rest. */
@Singleton
class DeleteAccount {

    private final Accounts accounts;
    private final SignIns signIns;
    private final StillSignedIn stillSignedIn;
    private final FreshAuthentication fresh;
    private final SecurityDelay securityDelay;
    private final EndSessions endSessions;
    private final SendLetter sendLetter;
    private final Outbox outbox;
    private final Clock clock;

    DeleteAccount(
            Accounts accounts,
            SignIns signIns,
            StillSignedIn stillSignedIn,
            FreshAuthentication fresh,
            SecurityDelay securityDelay,
            EndSessions endSessions,
            SendLetter sendLetter,
            Outbox outbox,
            Clock clock) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.stillSignedIn = stillSignedIn;
        this.fresh = fresh;
        this.securityDelay = securityDelay;
        this.endSessions = endSessions;
        this.sendLetter = sendLetter;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * @throws io.twofold.kit.problem.ProblemException if the session has ended, a fresher sign-in is
     *     needed, or the security delay runs
     */
    @Transactional
    void delete(UserToken caller, String clientAddress) {
        accounts.lock(caller.accountId()).ifPresent(account -> {
            stillSignedIn.require(caller);
            fresh.require(caller, account.twoFactorOn());
            securityDelay.require(account, caller);
            delete(account, clientAddress);
        });
    }

    private void delete(Account account, String clientAddress) {
        Instant now = clock.instant();
        endSessions.allBut(account, null, EndReason.ACCOUNT_DELETED);
        signIns.cancelAllOf(account.id());
        account.delete(now);
        outbox.publish(new AccountDeleted(now), account.nextFact());
        sendLetter.send(LetterKind.ACCOUNT_DELETED, account.email(), account.locale(), Map.of("from", clientAddress));
    }
}
