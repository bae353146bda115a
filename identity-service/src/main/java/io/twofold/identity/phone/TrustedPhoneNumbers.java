package io.twofold.identity.phone;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The numbers that accounts trust. */
@Singleton
public class TrustedPhoneNumbers implements PanacheRepositoryBase<TrustedPhoneNumber, UUID> {

    /** Oldest first. */
    public List<TrustedPhoneNumber> of(UUID accountId) {
        return list("accountId = ?1 order by id", accountId);
    }

    public Optional<TrustedPhoneNumber> of(UUID accountId, UUID id) {
        return find("id = ?1 and accountId = ?2", id, accountId).firstResultOptional();
    }

    /** Trusts a number that was proven. The caller has the account's row locked. */
    public TrustedPhoneNumber trust(PhoneVerification proven, Instant now) {
        TrustedPhoneNumber number = new TrustedPhoneNumber(proven, now);
        persist(number);
        return number;
    }

    /** Forgets all of an account's numbers. */
    public void eraseAll(UUID accountId) {
        delete("accountId", accountId);
    }
}
