package io.twofold.identity.key;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.twofold.kit.sealing.Sealer;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The table of signing keys: what is in it, and what should be. */
@Singleton
class KeyRing implements PanacheRepositoryBase<SigningKey, String> {

    /** Any number that no other lock in this database has. */
    private static final long LOCK = 0x7516_4B45_5953L;

    /** A key ready for use. */
    record ReadyKey(String id, ECPublicKey publicKey, PrivateKey privateKey, Instant activeFrom) {}

    private final SigningKeyConfig config;
    private final Sealer sealer;
    private final SecureRandom random;
    private final Clock clock;

    KeyRing(
            SigningKeyConfig config,
            @ConfigProperty(name = "twofold.sessions.access-token-lifetime") Duration accessTokenLifetime,
            Sealer sealer,
            SecureRandom random,
            Clock clock) {
        if (config.publishedAhead().compareTo(config.lifetime()) > 0) {
            throw new IllegalStateException(
                    "twofold.signing-keys.published-ahead must not be longer than twofold.signing-keys.lifetime");
        }
        if (config.publishedAfter().compareTo(accessTokenLifetime) < 0) {
            throw new IllegalStateException(
                    "twofold.signing-keys.published-after must not be shorter than twofold.sessions.access-token-lifetime");
        }
        this.config = config;
        this.sealer = sealer;
        this.random = random;
        this.clock = clock;
    }

    /** Every published key, by the time of its first use. */
    @ActivateRequestContext
    @Transactional
    List<ReadyKey> read() {
        return list("order by activeFrom").stream()
                .map(key -> new ReadyKey(key.id(), key.publicKey(), key.privateKey(sealer), key.activeFrom()))
                .toList();
    }

    /** Adds the next key when its time has come and removes those whose tokens have died. One replica at a time. */
    @ActivateRequestContext
    @Transactional
    void rotate() {
        getEntityManager()
                .createNativeQuery("select 1 from pg_advisory_xact_lock(" + LOCK + ")", Integer.class)
                .getSingleResult();
        Instant now = clock.instant();
        List<SigningKey> keys = list("order by activeFrom");
        if (keys.isEmpty()) {
            add(now, now);
            return;
        }
        Instant due = keys.getLast().activeFrom().plus(config.lifetime());
        if (!due.minus(config.publishedAhead()).isAfter(now)) {
            Instant earliest = now.plus(config.publishedAhead());
            add(due.isAfter(earliest) ? due : earliest, now);
        }
        Duration after = config.publishedAfter();
        for (int i = 0; i + 1 < keys.size(); i++) {
            if (keys.get(i + 1).activeFrom().plus(after).isBefore(now)) {
                delete(keys.get(i));
            }
        }
    }

    private void add(Instant activeFrom, Instant now) {
        // Not an Ids.next(): a kid tells nobody when the key was made.
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        persist(SigningKey.generate(id, sealer, random, activeFrom, now));
    }
}
