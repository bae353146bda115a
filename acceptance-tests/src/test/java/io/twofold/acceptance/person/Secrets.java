package io.twofold.acceptance.person;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Every secret that anybody used so far, in each form in which it would be given away. */
public final class Secrets {

    /** Secrets by the bytes that must not be found anywhere, as ISO 8859-1, with a word for what they are. */
    private static final Map<String, String> USED = new ConcurrentHashMap<>();

    private Secrets() {}

    /** Remembers a long one: a password, a token. */
    static String random(String kind, String secret) {
        remember(kind, secret);
        return secret;
    }

    /** Remembers one that can be found by trying all: a plain hash of it gives it away, too. */
    static String guessable(String kind, String secret) {
        remember(kind, secret);
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
            remember("hash of a " + kind, new String(digest, ISO_8859_1));
            remember("hash of a " + kind, HexFormat.of().formatHex(digest));
            remember("hash of a " + kind, Base64.getEncoder().withoutPadding().encodeToString(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        return secret;
    }

    private static void remember(String kind, String secret) {
        USED.put(secret, kind);
    }

    /** All of them, with a word for what each is. */
    public static Map<String, String> used() {
        return Map.copyOf(USED);
    }
}
