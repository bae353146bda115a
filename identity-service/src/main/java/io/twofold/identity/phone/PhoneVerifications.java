package io.twofold.identity.phone;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import io.twofold.identity.phone.PhoneVerification.Kind;
import io.twofold.kit.token.UserToken;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Verifications begun, and for a day those that ended. */
@Singleton
public class PhoneVerifications implements PanacheRepositoryBase<PhoneVerification, UUID> {

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Clock clock;

    PhoneVerifications(Clock clock) {
        this.clock = clock;
    }

    /** One of the session's own; any other might as well not exist. */
    public Optional<PhoneVerification> of(UserToken user, Kind kind, UUID id) {
        return find(
                        "id = ?1 and kind = ?2 and accountId = ?3 and sessionId = ?4",
                        id,
                        kind,
                        user.accountId(),
                        user.sessionId())
                .firstResultOptional();
    }

    /** Whose it is, and what its success means. */
    public record Owner(UUID accountId, Kind kind) {}

    /** Looks without loading, so that a later {@link #lock} sees the row as it is then. */
    public Optional<Owner> ownerOf(UUID id) {
        return find("id", id).project(Owner.class).firstResultOptional();
    }

    /** For changing it. Who needs its account too locks that first. */
    public Optional<PhoneVerification> lock(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void purge() {
        delete("expiresAt < ?1", clock.instant().minus(REMEMBERED));
    }
}
