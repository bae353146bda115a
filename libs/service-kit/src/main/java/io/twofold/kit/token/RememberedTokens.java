package io.twofold.kit.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were found good a moment ago, by their SHA-256 digest, so that a client's next call costs no signature check.
 * Only what stays true of a token is remembered here: whether its session stands is asked each time. The oldest goes first.
 */
final class RememberedTokens<T> {

    private final Map<ByteBuffer, Remembered<T>> byDigest;

    /** @param until when it is forgotten, at the latest when the token expires */
    record Remembered<T>(T token, String keyId, PublicKey key, Instant until) {}

    RememberedTokens(int most) {
        this.byDigest = Collections.synchronizedMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Remembered<T>> eldest) {
                return size() > most;
            }
        });
    }

    /** Empty if the token isn't remembered, its time is over, or its key is no longer the authority's. */
    Optional<T> find(String token, Instant now, VerificationKeys keys) {
        ByteBuffer digest = digest(token);
        @Nullable Remembered<T> known = byDigest.get(digest);
        if (known == null) {
            return Optional.empty();
        }
        if (known.until().isAfter(now)
                && keys.find(known.keyId()).filter(known.key()::equals).isPresent()) {
            return Optional.of(known.token());
        }
        byDigest.remove(digest);
        return Optional.empty();
    }

    void add(String token, Remembered<T> found) {
        byDigest.put(digest(token), found);
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
