package io.twofold.identity.phone;

import io.twofold.events.TrustedPhoneNumberRemoved;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.device.SecurityDelay;
import io.twofold.identity.letter.LetterKind;
import io.twofold.identity.letter.SendLetter;
import io.twofold.identity.session.StillSignedIn;
import io.twofold.kit.outbox.Outbox;
import io.twofold.kit.token.FreshAuthentication;
import io.twofold.kit.token.UserToken;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Ends the trust in a number. The last one stays: without it nobody could sign in on a new device. */
@Singleton
class RemovePhoneNumber {

    private final Accounts accounts;
    private final TrustedPhoneNumbers numbers;
    private final StillSignedIn stillSignedIn;
    private final FreshAuthentication fresh;
    private final SecurityDelay securityDelay;
    private final SendLetter sendLetter;
    private final Outbox outbox;

    RemovePhoneNumber(
            Accounts accounts,
            TrustedPhoneNumbers numbers,
            StillSignedIn stillSignedIn,
            FreshAuthentication fresh,
            SecurityDelay securityDelay,
            SendLetter sendLetter,
            Outbox outbox) {
        this.accounts = accounts;
        this.numbers = numbers;
        this.stillSignedIn = stillSignedIn;
        this.fresh = fresh;
        this.securityDelay = securityDelay;
        this.sendLetter = sendLetter;
        this.outbox = outbox;
    }

    /** What became of it. */
    enum Outcome {
        REMOVED,
        UNKNOWN,
        LAST
    }

    /**
     * Under the account's lock, so that of two that remove the last two numbers one finds the last.
     *
     * @throws io.twofold.kit.problem.ProblemException if the session has ended, a fresher sign-in is
     *     needed, or the security delay runs
     */
    @Transactional
    Outcome remove(UserToken user, UUID numberId, String clientAddress) {
        Optional<Account> locked = accounts.lock(user.accountId());
        stillSignedIn.require(user);
        Optional<TrustedPhoneNumber> found = numbers.of(user.accountId(), numberId);
        if (locked.isEmpty() || found.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        Account account = locked.get();
        TrustedPhoneNumber number = found.get();
        fresh.require(user, account.twoFactorOn());
        securityDelay.require(account, user);
        if (numbers.of(account.id()).size() == 1) {
            return Outcome.LAST;
        }
        numbers.delete(number);
        outbox.publish(new TrustedPhoneNumberRemoved(numberId.toString()), account.nextFact());
        sendLetter.send(
                LetterKind.PHONE_NUMBER_REMOVED,
                account.email(),
                account.locale(),
                Map.of("number", number.number().masked(), "from", clientAddress));
        return Outcome.REMOVED;
    }
}
