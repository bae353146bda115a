package io.twofold.identity.registration;

import io.twofold.identity.account.Accounts;
import io.twofold.identity.account.EmailAddress;
import io.twofold.identity.letter.LetterKind;
import io.twofold.identity.letter.SendLetter;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Writes the letter with the code, or, where the address has an account, the letter that says so. */
@Singleton
class MailCode {

    private final Accounts accounts;
    private final SendLetter sendLetter;

    MailCode(Accounts accounts, SendLetter sendLetter) {
        this.accounts = accounts;
        this.sendLetter = sendLetter;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void mail(EmailAddress email, String locale, String code) {
        LetterKind kind = accounts.has(email) ? LetterKind.ALREADY_REGISTERED : LetterKind.VERIFY_EMAIL;
        sendLetter.send(kind, email.given(), locale, Map.of("code", code));
    }
}
