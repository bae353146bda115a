package io.twofold.kit.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Mac;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * HMAC-SHA-256 under a rotating key: what is kept of a code or a request body. Comparing takes the same
 * time wherever the difference is. Thread-safe.
 */
public final class KeyedDigest {

    private final Mac mac;

    private KeyedDigest(Mac mac) {
        this.mac = mac;
    }

    /**
     * @param keysetJson a MAC keyset in Tink's JSON form
     * @throws IllegalStateException if it isn't one
     */
    public static KeyedDigest of(String keysetJson) {
        return new KeyedDigest(Keysets.primitive(keysetJson, Mac.class));
    }

    /** As {@link #of(String)}, of a setting, which the exception names. */
    static KeyedDigest fromSetting(String setting, String keysetJson) {
        return new KeyedDigest(Keysets.primitive(setting, Optional.of(keysetJson), Mac.class));
    }

    /**
     * @param context what the secret is for, such as {@code code:} and the challenge's id, so that equal secrets have
     *     unequal digests
     * @return the key's id and the tag, 37 bytes
     */
    public byte[] of(String context, String secret) {
        return of(context, secret.getBytes(UTF_8));
    }

    /** As {@link #of(String, String)}, of bytes. */
    public byte[] of(String context, byte[] secret) {
        try {
            return mac.computeMac(join(context, secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Digest failed", e);
        }
    }

    public boolean matches(byte[] digest, String context, String secret) {
        return matches(digest, context, secret.getBytes(UTF_8));
    }

    public boolean matches(byte[] digest, String context, byte[] secret) {
        try {
            mac.verifyMac(digest, join(context, secret));
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /** The context's length goes first: no two pairs give the same input. */
    private static byte[] join(String context, byte[] secret) {
        byte[] prefix = (context.length() + ":" + context).getBytes(UTF_8);
        byte[] joined = new byte[prefix.length + secret.length];
        System.arraycopy(prefix, 0, joined, 0, prefix.length);
        System.arraycopy(secret, 0, joined, prefix.length, secret.length);
        return joined;
    }
}
