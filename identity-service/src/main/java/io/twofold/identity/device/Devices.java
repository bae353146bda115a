package io.twofold.identity.device;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.twofold.identity.secret.OpaqueToken;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All devices. They change under their account's row lock only: alone, but for a sign-in, which begins no trust while it
 * shares the lock with others.
 */
@Singleton
public class Devices implements PanacheRepositoryBase<Device, UUID> {

    /** The device that holds a token, whosever it is. */
    public Optional<Device> byToken(OpaqueToken token) {
        return find("tokenDigest", token.digest()).firstResultOptional();
    }

    /** One of an account's own. */
    public Optional<Device> of(UUID accountId, UUID id) {
        return find("id = ?1 and accountId = ?2", id, accountId).firstResultOptional();
    }

    /** The one that a session is on. */
    public Optional<Device> ofSession(UUID sessionId) {
        return find("select d from Device d join Session s on s.deviceId = d.id where s.id = ?1", sessionId)
                .firstResultOptional();
    }

    /** All of an account's, latest seen first. */
    public List<Device> of(UUID accountId) {
        return list("accountId = ?1 order by lastSeenAt desc, id", accountId);
    }
}
