package io.twofold.local.state;

import com.fasterxml.jackson.core.type.TypeReference;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import io.twofold.local.obstacle.Obstacle;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The stack's passwords and keys by name. There are no default ones: each is made when it is first asked for, and kept in
 * {@code secrets.json} once {@link #save} is called. Without that file the data in the folder can't be opened again.
 */
public final class Secrets {

    /** What a keyset is for. */
    public enum KeysetKind {
        /** Sealing: AES-256-GCM. */
        AEAD,
        /** Digests of codes and the like: HMAC-SHA-256. */
        MAC,
        /** Fingerprints, by which sealed data is found again: HMAC-SHA-256 as a pseudo-random function. */
        PRF
    }

    private static final int TOKEN_BYTES = 32;
    private static final int TWILIO_BYTES = 16;

    private final JsonFile file;
    private final Map<String, String> values;
    private final SecureRandom random = new SecureRandom();
    private boolean changed;

    private Secrets(JsonFile file, Map<String, String> values) {
        this.file = file;
        this.values = new TreeMap<>(values);
    }

    /**
     * Those of a folder; none yet if it is new.
     *
     * @throws Obstacle if the file is there but can't be read, or isn't there but data is
     */
    public static Secrets of(StateFolder folder) {
        var file = folder.secrets();
        if (!file.exists()) {
            if (folder.postgresData().toFile().exists()) {
                throw new Obstacle(
                        "%s is missing, and without it the data beside it can't be opened; restore it, or begin anew with --fresh."
                                .formatted(file));
            }
            return new Secrets(file, Map.of());
        }
        try {
            return new Secrets(file, file.read(new TypeReference<Map<String, String>>() {}));
        } catch (IOException e) {
            throw new Obstacle(
                    "%s can't be read, and without it the data beside it can't be opened; restore it, or begin anew with --fresh."
                            .formatted(file),
                    e);
        }
    }

    /** A password, client secret or the like: 256 random bits, safe in URLs and configuration. */
    public String token(String name) {
        return get(name, () -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(TOKEN_BYTES)));
    }

    /** 128 random bits in hexadecimal digits after a prefix, as Twilio writes its ids and tokens. */
    public String hex(String name, String prefix) {
        return get(name, () -> prefix + HexFormat.of().formatHex(bytes(TWILIO_BYTES)));
    }

    /** A keyset of one key in Tink's JSON form. */
    public String keyset(String name, KeysetKind kind) {
        return get(name, () -> newKeyset(kind));
    }

    /** Keeps what was made. */
    public void save() {
        if (!changed) {
            return;
        }
        try {
            file.write(values);
        } catch (IOException e) {
            throw new Obstacle("%s can't be written; check the space and the permissions there.".formatted(file), e);
        }
        changed = false;
    }

    private String get(String name, Supplier<String> maker) {
        return values.computeIfAbsent(name, missing -> {
            changed = true;
            return maker.get();
        });
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String newKeyset(KeysetKind kind) {
        try {
            register(kind);
            return TinkJsonProtoKeysetFormat.serializeKeyset(
                    KeysetHandle.generateNew(parameters(kind)), InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK can't make a key for " + kind, e);
        }
    }

    private static void register(KeysetKind kind) throws GeneralSecurityException {
        switch (kind) {
            case AEAD -> AeadConfig.register();
            case MAC -> MacConfig.register();
            case PRF -> PrfConfig.register();
        }
    }

    private static Parameters parameters(KeysetKind kind) {
        return switch (kind) {
            case AEAD -> PredefinedAeadParameters.AES256_GCM;
            case MAC -> PredefinedMacParameters.HMAC_SHA256_256BITTAG;
            case PRF -> PredefinedPrfParameters.HMAC_SHA256_PRF;
        };
    }
}
