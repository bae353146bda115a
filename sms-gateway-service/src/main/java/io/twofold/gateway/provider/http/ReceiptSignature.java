package io.twofold.gateway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.twofold.gateway.provider.http.CarriersConfig.Encoding;
import io.twofold.gateway.provider.http.CarriersConfig.Signature;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA-256 over a body (RFC 2104), in a header. */
final class ReceiptSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_SECRET = 16;

    private final String header;
    private final String prefix;
    private final Encoding encoding;
    private final SecretKeySpec key;

    /**
     * @param setting where it is from, for the exception's message
     * @throws IllegalStateException if the secret could be guessed
     */
    ReceiptSignature(String setting, Signature signature) {
        this.header = signature.header();
        this.prefix = signature.prefix().orElse("");
        this.encoding = signature.encoding();
        byte[] secret = signature.secret().getBytes(UTF_8);
        if (secret.length < SHORTEST_SECRET) {
            throw new IllegalStateException(setting + ".secret must have at least " + SHORTEST_SECRET + " bytes");
        }
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** Where it is looked for. */
    String header() {
        return header;
    }

    /** Whether whoever knows the secret signed the body. Takes the same time wherever a wrong signature differs. */
    boolean matches(@Nullable String given, byte[] body) {
        return given != null
                && given.startsWith(prefix)
                && decode(given.substring(prefix.length()))
                        .filter(signature -> MessageDigest.isEqual(signature, of(body)))
                        .isPresent();
    }

    private Optional<byte[]> decode(String text) {
        try {
            return Optional.of(
                    switch (encoding) {
                        case HEX -> HexFormat.of().parseHex(text);
                        case BASE64 -> Base64.getDecoder().decode(text);
                    });
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private byte[] of(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}
