package io.twofold.apppassword.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The servers that may ask. Of their secrets only hashes are held: they are random, so a plain SHA-256 is as good as a
 * slow hash and keeps checking them off the account of every request.
 */
@ApplicationScoped
@Startup
class Verifiers {

    private static final int SHORTEST_SECRET = 16;
    private static final int DIGEST_BYTES = 32;
    private static final String SCHEME = "Basic ";
    private static final byte[] NOBODY = new byte[DIGEST_BYTES];

    private final Map<String, byte[]> digests;

    /**
     * @throws IllegalStateException if an entry has no secret, or one that could be guessed: the service doesn't start
     */
    Verifiers(VerifierConfig config) {
        digests = config.verifiers().entrySet().stream()
                .collect(toUnmodifiableMap(Map.Entry::getKey, entry -> digestOf(entry.getKey(), entry.getValue())));
    }

    /** The verifier that an {@code Authorization} header names, if its secret is right. */
    Optional<String> authenticate(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String credentials;
        try {
            credentials = new String(
                    Base64.getDecoder()
                            .decode(authorization.substring(SCHEME.length()).strip()),
                    UTF_8);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        int colon = credentials.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String name = credentials.substring(0, colon);
        byte[] presented = sha256(credentials.substring(colon + 1));
        // An unknown name takes the same comparison: no SHA-256 is all zeros.
        return MessageDigest.isEqual(digests.getOrDefault(name, NOBODY), presented)
                ? Optional.of(name)
                : Optional.empty();
    }

    private static byte[] digestOf(String name, VerifierConfig.Verifier verifier) {
        if (verifier.secretSha256().isPresent()) {
            byte[] digest;
            try {
                digest = HexFormat.of().parseHex(verifier.secretSha256().get());
            } catch (IllegalArgumentException _) {
                throw unusable(name, "secret-sha256 isn't hexadecimal");
            }
            if (digest.length != DIGEST_BYTES) {
                throw unusable(name, "secret-sha256 isn't 64 digits long");
            }
            return digest;
        }
        String secret = verifier.secret().orElseThrow(() -> unusable(name, "neither secret nor secret-sha256 is set"));
        if (secret.length() < SHORTEST_SECRET) {
            throw unusable(name, "its secret has less than " + SHORTEST_SECRET + " characters");
        }
        return sha256(secret);
    }

    private static IllegalStateException unusable(String name, String why) {
        return new IllegalStateException("twofold.verifiers.\"" + name + "\": " + why);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
