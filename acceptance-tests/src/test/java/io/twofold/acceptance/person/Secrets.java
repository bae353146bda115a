package io.twofold.acceptance.person;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

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

    /** Remembers a code, also as it is spoken. */
    public static String code(String digits) {
        remember("code", digits.replaceAll("(?<=\\d)(?=\\d)", ", "));
        return guessable("code", digits);
    }

    /**
     * Remembers a phone number in the forms that programs give it.
     *
     * @param e164     such as {@code +447400123456}
     * @param national its digits without the prefix that is dialled within the country
     * @param typed    as a person types it
     */
    public static void phoneNumber(String e164, String national, String typed) {
        var digits = e164.substring(1);
        Stream.of(e164, digits, "%2B" + digits, national, "0" + national, typed)
                .forEach(form -> guessable("phone number", form));
    }

    /** Remembers one that can be found by trying all: a plain hash of it gives it away, too. */
    private static String guessable(String kind, String secret) {
        remember(kind, secret);
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
            remember("hash of a " + kind, new String(digest, ISO_8859_1));
            remember("hash of a " + kind, HexFormat.of().formatHex(digest));
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
