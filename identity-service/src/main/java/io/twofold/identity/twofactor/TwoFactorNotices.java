package io.twofold.identity.twofactor;

import io.micrometer.core.instrument.MeterRegistry;
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
import org.jboss.logging.Logger;

/** Tells the owner of the mailbox, who may not be whoever holds the session, and whoever runs this service. */
@Singleton
class TwoFactorNotices {

    private static final Logger LOG = Logger.getLogger(TwoFactorNotices.class);

    private final SendLetter sendLetter;
    private final UndoLinks undoLinks;
    private final TwoFactorConfig config;
    private final MeterRegistry metrics;
    private final SecureRandom random;
    private final Ids ids;

    TwoFactorNotices(
            SendLetter sendLetter,
            UndoLinks undoLinks,
            TwoFactorConfig config,
            MeterRegistry metrics,
            SecureRandom random,
            Ids ids) {
        this.sendLetter = sendLetter;
        this.undoLinks = undoLinks;
        this.config = config;
        this.metrics = metrics;
        this.random = random;
        this.ids = ids;
    }

    /** It is on; the letter carries the link that undoes it. */
    void turnedOn(Account account, PhoneVerification enrollment, String deviceName, Instant now) {
        note(account, "on");
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

    /** Its owner turned it off. */
    void turnedOff(Account account, String clientAddress) {
        note(account, "off");
        send(account, LetterKind.TWO_FACTOR_OFF, clientAddress);
    }

    /** The link was used. */
    void undone(Account account, String clientAddress) {
        note(account, "undone");
        send(account, LetterKind.TWO_FACTOR_UNDONE, clientAddress);
    }

    private void send(Account account, LetterKind kind, String clientAddress) {
        sendLetter.send(kind, account.email(), account.locale(), Map.of("from", clientAddress));
    }

    private void note(Account account, String change) {
        metrics.counter("twofold.two-factor.changes", "change", change).increment();
        LOG.infof("account=%s two-factor=%s", account.id(), change);
    }
}
