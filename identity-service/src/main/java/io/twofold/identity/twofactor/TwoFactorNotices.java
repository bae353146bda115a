package io.twofold.identity.twofactor;

import io.twofold.identity.account.Account;
import io.twofold.identity.letter.LetterKind;
import io.twofold.identity.letter.SendLetter;
import io.twofold.identity.phone.PhoneVerification;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.kit.ambient.Ids;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;

/** Tells the owner of the mailbox, who may not be whoever holds the session. */
@Singleton
class TwoFactorNotices {

    private final SendLetter sendLetter;
    private final UndoLinks undoLinks;
    private final TwoFactorConfig config;
    private final SecureRandom random;
    private final Ids ids;

    TwoFactorNotices(SendLetter sendLetter, UndoLinks undoLinks, TwoFactorConfig config, SecureRandom random, Ids ids) {
        this.sendLetter = sendLetter;
        this.undoLinks = undoLinks;
        this.config = config;
        this.random = random;
        this.ids = ids;
    }

    /** It is on; the letter carries the link that undoes it. */
    void turnedOn(Account account, PhoneVerification enrollment, String deviceName, Instant now) {
        OpaqueToken token = OpaqueToken.random(random);
        undoLinks.persist(new UndoLink(ids.next(), token.digest(), account.id(), now.plus(config.undoWindow())));
        sendLetter.send(
                LetterKind.TWO_FACTOR_ON,
                account.email(),
                account.locale(),
                Map.of(
                        "device", deviceName,
                        "number", enrollment.number().masked(),
                        "from", enrollment.clientAddress(),
                        "days", Long.toString(config.undoWindow().toDays()),
                        "undoLink", config.undoPage() + "#" + token.text()));
    }

    /** It is off, by that kind of letter. */
    void turnedOff(Account account, LetterKind kind, String clientAddress) {
        sendLetter.send(kind, account.email(), account.locale(), Map.of("from", clientAddress));
    }
}
