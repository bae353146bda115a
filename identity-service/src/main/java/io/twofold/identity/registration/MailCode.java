package io.twofold.identity.registration;

import static java.util.Objects.requireNonNull;

import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.letter.LetterKind;
import io.twofold.identity.letter.SendLetter;
import io.twofold.identity.otp.Challenge;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the letter with the code, or, where the address has an account, the letter that says so. That one goes to the
 * account's own address in its own language: what a stranger typed only has to have the same key.
 */
@Singleton
class MailCode {

    private final Accounts accounts;
    private final MailboxBudget mailboxes;
    private final SendLetter sendLetter;

    MailCode(Accounts accounts, MailboxBudget mailboxes, SendLetter sendLetter) {
        this.accounts = accounts;
        this.mailboxes = mailboxes;
        this.sendLetter = sendLetter;
    }

    /** Whatever was sent for this registration before, this code is the one that counts. */
    @Transactional(Transactional.TxType.MANDATORY)
    void mail(Registration registration, Challenge challenge) {
        sendLetter.dropCodes(registration.id());
        if (!mailboxes.spend(registration.email())) {
            return;
        }
        Optional<Account> known = accounts.byEmail(registration.email());
        if (known.isPresent()) {
            Account account = known.get();
            sendLetter.send(LetterKind.ALREADY_REGISTERED, account.email(), account.locale(), Map.of());
            return;
        }
        sendLetter.sendCode(
                LetterKind.VERIFY_EMAIL,
                registration.id(),
                registration.email().given(),
                registration.locale(),
                requireNonNull(challenge.code()),
                challenge.expiresAt());
    }
}
