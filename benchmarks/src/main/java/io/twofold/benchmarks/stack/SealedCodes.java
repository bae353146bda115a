package io.twofold.benchmarks.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import io.twofold.benchmarks.load.Unexpected;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Codes on their way to phones, opened as the gateway would open them. */
public final class SealedCodes implements EventTail.Listener {

    /** The topic that they come on. */
    public static final String TOPIC = "otp.deliveries";

    private static final long PATIENCE_SECONDS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Aead key;
    private final Map<String, CompletableFuture<String>> byChallenge = new ConcurrentHashMap<>();

    public SealedCodes(String keyset) {
        key = key(keyset);
    }

    static Aead key(String keyset) {
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.parseKeyset(keyset, InsecureSecretKeyAccess.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new Unexpected("The stack's key for deliveries can't be used", e);
        }
    }

    /** What a sealed delivery is bound to. */
    static byte[] context(String challengeId, int send) {
        return "code-delivery:%s:%d".formatted(challengeId, send).getBytes(UTF_8);
    }

    @Override
    public void saw(EventTail.Seen event) {
        if (event.type().equals("CodeDeliveryRequested")) {
            codeOf(event.subject()).complete(open(event));
        }
    }

    /**
     * Waits for the code of a challenge, once.
     *
     * @throws Unexpected if none comes
     */
    public String take(String challengeId) {
        try {
            return codeOf(challengeId).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new Unexpected("No code within %d seconds".formatted(PATIENCE_SECONDS), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected("The measurement was interrupted", e);
        } finally {
            byChallenge.remove(challengeId);
        }
    }

    /** Whoever comes first, the event or the one who waits for it, makes it. */
    private CompletableFuture<String> codeOf(String challengeId) {
        return byChallenge.computeIfAbsent(challengeId, id -> new CompletableFuture<>());
    }

    private String open(EventTail.Seen event) {
        try {
            JsonNode delivery = JSON.readTree(event.data());
            byte[] context = context(event.subject(), delivery.path("send").asInt());
            byte[] sealed = Base64.getDecoder().decode(delivery.path("sealed").asText());
            return JSON.readTree(key.decrypt(sealed, context)).path("code").asText();
        } catch (GeneralSecurityException | IOException e) {
            throw new Unexpected("A code delivery can't be opened", e);
        }
    }
}
