package io.twofold.identity.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.twofold.identity.key.KeyRing.ReadyKey;
import io.twofold.kit.token.VerificationKeys;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The published keys in memory, read again every minute: a token's key is at hand without asking the database. */
@Startup
@Singleton
public class SigningKeys implements VerificationKeys {

    private static final int COORDINATE_BYTES = 32;
    private static final Duration SHORTEST_REREAD = Duration.ofSeconds(5);

    private final KeyRing ring;
    private final ObjectMapper json;
    private final Clock clock;

    private volatile Keys keys = new Keys(List.of(), "", Instant.EPOCH);

    private record Keys(List<ReadyKey> all, String jwks, Instant readAt) {}

    SigningKeys(KeyRing ring, ObjectMapper json, Clock clock) {
        this.ring = ring;
        this.json = json;
        this.clock = clock;
    }

    @PostConstruct
    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        ring.rotate();
        reread();
    }

    /** The key that signs now: the one whose time began last. */
    ReadyKey active() {
        Instant now = clock.instant();
        ReadyKey active = keys.all().getFirst();
        for (ReadyKey key : keys.all()) {
            if (!key.activeFrom().isAfter(now)) {
                active = key;
            }
        }
        return active;
    }

    @Override
    public Optional<PublicKey> find(String keyId) {
        Optional<PublicKey> known = lookUp(keyId);
        if (known.isPresent() || keys.readAt().plus(SHORTEST_REREAD).isAfter(clock.instant())) {
            return known;
        }
        reread();
        return lookUp(keyId);
    }

    /** The JSON Web Key Set (RFC 7517). */
    public String jwks() {
        return keys.jwks();
    }

    private Optional<PublicKey> lookUp(String keyId) {
        return keys.all().stream()
                .filter(key -> key.id().equals(keyId))
                .map(key -> (PublicKey) key.publicKey())
                .findFirst();
    }

    private void reread() {
        List<ReadyKey> all = ring.read();
        keys = new Keys(all, jwksOf(all), clock.instant());
    }

    private String jwksOf(List<ReadyKey> all) {
        try {
            return json.writeValueAsString(
                    Map.of("keys", all.stream().map(SigningKeys::jwk).toList()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of strings is JSON", e);
        }
    }

    private static Map<String, String> jwk(ReadyKey key) {
        ECPublicKey point = key.publicKey();
        Map<String, String> jwk = new LinkedHashMap<>();
        jwk.put("kty", "EC");
        jwk.put("use", "sig");
        jwk.put("alg", "ES256");
        jwk.put("kid", key.id());
        jwk.put("crv", "P-256");
        jwk.put("x", coordinate(point.getW().getAffineX()));
        jwk.put("y", coordinate(point.getW().getAffineY()));
        return jwk;
    }

    /** RFC 7518 §6.2.1.2: as many octets as the curve has, leading zeros included. */
    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] octets = new byte[COORDINATE_BYTES];
        int from = Math.max(0, bytes.length - COORDINATE_BYTES);
        int length = bytes.length - from;
        System.arraycopy(bytes, from, octets, COORDINATE_BYTES - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
