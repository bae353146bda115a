package io.twofold.identity.apppassword;

import io.smallrye.common.annotation.Blocking;
import io.twofold.events.AppPasswordCreated;
import io.twofold.events.AppPasswordFirstUsed;
import io.twofold.events.Envelope;
import io.twofold.events.Event;
import io.twofold.identity.account.Account;
import io.twofold.identity.account.Accounts;
import io.twofold.identity.letter.LetterKind;
import io.twofold.identity.letter.SendLetter;
import io.twofold.kit.inbox.Inbox;
import io.twofold.kit.inbox.IndigestibleEventException;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Writes to the owner of an account when an app-specific password is made or first used. */
@Singleton
class TellOfAppPasswords {

    private final Inbox inbox;
    private final Accounts accounts;
    private final SendLetter sendLetter;

    TellOfAppPasswords(Inbox inbox, Accounts accounts, SendLetter sendLetter) {
        this.inbox = inbox;
        this.accounts = accounts;
        this.sendLetter = sendLetter;
    }

    @Incoming("app-password-events")
    @Blocking
    void onEvent(ConsumerRecords<String, byte[]> records) {
        inbox.consume(records, this::apply);
    }

    private void apply(Envelope<Event> event) {
        if (event.data() instanceof AppPasswordCreated created) {
            tell(event, LetterKind.APP_PASSWORD_CREATED, Map.of("label", created.label(), "from", created.ipAddress()));
        }
        if (event.data() instanceof AppPasswordFirstUsed used) {
            Map<String, String> parameters = new HashMap<>(Map.of("service", used.service()));
            if (used.ipAddress() != null) {
                parameters.put("from", used.ipAddress());
            }
            tell(event, LetterKind.APP_PASSWORD_FIRST_USED, parameters);
        }
    }

    /** An account that is gone needs no letter. */
    private void tell(Envelope<Event> event, LetterKind kind, Map<String, String> parameters) {
        Optional<Account> owner =
                accounts.findByIdOptional(idOf(event.accountId())).filter(account -> !account.isDeleted());
        owner.ifPresent(account -> sendLetter.send(kind, account.email(), account.locale(), parameters, event.time()));
    }

    private static UUID idOf(@Nullable String accountId) {
        try {
            return UUID.fromString(String.valueOf(accountId));
        } catch (IllegalArgumentException _) {
            throw new IndigestibleEventException("ce_accountid is no account's");
        }
    }
}
