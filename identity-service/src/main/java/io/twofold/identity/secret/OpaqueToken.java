package io.twofold.identity.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A bearer secret of 256 random bits, as text 43 characters of base64url. */
public final class OpaqueToken {

    private static final int BYTES = 32;

    private final String text;

    private OpaqueToken(String text) {
        this.text = text;
    }

    public static OpaqueToken random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new OpaqueToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What a request's header holds, which may be missing. */
    public static OpaqueToken ofHeader(@Nullable String header) {
        return presented(header == null ? "" : header);
    }

    /** What somebody presented, well-formed or not. */
    public static OpaqueToken presented(String text) {
        return new OpaqueToken(text);
    }

    /** The secret itself, for its rightful owner only. */
    public String text() {
        return text;
    }

    /** SHA-256, to be kept. */
    public byte[] digest() {
        return sha256(text);
    }

    /** Compares in constant time. */
    public boolean matches(byte[] digest) {
        return MessageDigest.isEqual(digest(), digest);
    }

    /** SHA-256 of a secret that is random enough to need no salt. */
    public static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "******";
    }
}
