package io.twofold.gateway.provider.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code X-Twilio-Signature}: HMAC-SHA1 under the account's auth token over the address and then each form parameter's
 * name and value, sorted by name; in Base64. A body in JSON is covered by its SHA-256 in the address's query. Source:
 * Twilio, "Webhooks security".
 */
final class TwilioSignature {

    private static final String ALGORITHM = "HmacSHA1";

    private final SecretKeySpec key;

    TwilioSignature(String authToken) {
        this.key = new SecretKeySpec(authToken.getBytes(UTF_8), ALGORITHM);
    }

    /**
     * Whether Twilio made the request. Takes the same time wherever a wrong signature differs.
     *
     * @param url the address that Twilio was told to call, with its query
     * @param form the parameters of the body; the same value given twice for a name counts once
     */
    boolean matches(String signature, String url, Map<String, List<String>> form) {
        return MessageDigest.isEqual(signature.getBytes(UTF_8), of(url, form).getBytes(UTF_8));
    }

    /**
     * Whether Twilio made the request with that body, whatever its form.
     *
     * @param url as above; its query ends with {@code bodySHA256=} and the hash
     * @param bodyHash SHA-256 of the body as that query gives it, in hexadecimal digits
     */
    boolean matches(String signature, String url, String bodyHash, String body) {
        // The keyed signature first: whoever hasn't one gets nothing but one hash.
        if (!matches(signature, url, Map.of())) {
            return false;
        }
        String actual = HexFormat.of().formatHex(sha256(body));
        return MessageDigest.isEqual(
                actual.getBytes(UTF_8), bodyHash.toLowerCase(Locale.ROOT).getBytes(UTF_8));
    }

    String of(String url, Map<String, List<String>> form) {
        StringBuilder signed = new StringBuilder(url);
        SortedMap<String, List<String>> sorted = new TreeMap<>(form);
        sorted.forEach((name, values) ->
                new TreeSet<>(values).forEach(value -> signed.append(name).append(value)));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.toString().getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    private static byte[] sha256(String body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
