package io.twofold.apppassword.apppassword;

import io.micrometer.core.instrument.MeterRegistry;
import io.twofold.events.AppPasswordRevoked;
import io.twofold.kit.outbox.Outbox;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Ends app-specific passwords: from the commit on, no check lets them in. */
@Singleton
public class RevokeAppPasswords {

    private final AppPasswords appPasswords;
    private final Outbox outbox;
    private final MeterRegistry meters;

    RevokeAppPasswords(AppPasswords appPasswords, Outbox outbox, MeterRegistry meters) {
        this.appPasswords = appPasswords;
        this.outbox = outbox;
        this.meters = meters;
    }

    /**
     * Ends one, as its owner wishes.
     *
     * @return false if the account has none of that id
     */
    @Transactional
    boolean one(UUID accountId, UUID id) {
        Optional<AppPassword> found = appPasswords.lock(accountId, id);
        revoke(found.stream().toList(), RevocationReason.REVOKED);
        return found.isPresent();
    }

    /** Ends all of an account's. */
    @Transactional
    public void all(UUID accountId, RevocationReason reason) {
        revoke(appPasswords.lockAll(accountId), reason);
    }

    /** Ends those that were made with a token issued at that time or before. */
    @Transactional
    public void madeUpTo(UUID accountId, Instant tokenIssuedAt, RevocationReason reason) {
        revoke(appPasswords.lockMadeUpTo(accountId, tokenIssuedAt), reason);
    }

    private void revoke(List<AppPassword> ending, RevocationReason reason) {
        for (AppPassword appPassword : ending) {
            appPassword.revoke();
            outbox.publish(new AppPasswordRevoked(appPassword.id().toString(), reason.label()), appPassword.subject());
            appPasswords.delete(appPassword);
        }
        meters.counter("twofold.app_passwords.revoked", "reason", reason.label())
                .increment(ending.size());
    }
}
