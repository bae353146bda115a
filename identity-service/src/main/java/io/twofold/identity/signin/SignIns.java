package io.twofold.identity.signin;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.twofold.identity.secret.OpaqueToken;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

/** All sign-ins that wait, or waited lately, for a second factor. */
@Singleton
public class SignIns implements PanacheRepositoryBase<SignIn, UUID> {

    /** The one that a flow token belongs to; a wrong token finds nothing. */
    Optional<SignIn> find(UUID id, OpaqueToken flowToken) {
        return findByIdOptional(id).filter(signIn -> signIn.belongsTo(flowToken));
    }

    /** As {@link #find}, for changing it. Who needs its account too locks that first. */
    Optional<SignIn> lock(UUID id, OpaqueToken flowToken) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).filter(signIn -> signIn.belongsTo(flowToken));
    }

    /** One whose holder was asked for the flow token before. Who needs its account too locks that first. */
    Optional<SignIn> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Ends what was begun with a password that the account has no longer. The caller has the account's row locked. */
    public void cancelAllOf(UUID accountId) {
        update(
                "state = ?1 where accountId = ?2 and state = ?3",
                SignIn.State.CANCELLED,
                accountId,
                SignIn.State.PENDING);
    }
}
