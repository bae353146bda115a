package io.twofold.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The check a receiver of callbacks makes, written apart from the simulator's own signing. */
final class Hmac {

    private Hmac() {}

    static String ofCallback(String url, Map<String, String> form) {
        String signed = form.keySet().stream()
                .sorted()
                .map(name -> name + form.get(name))
                .collect(Collectors.joining());
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            byte[] key = World.CREDENTIALS.authToken().getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal((url + signed).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
