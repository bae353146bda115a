package io.twofold.kit.sealing;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.prf.PrfConfig;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** Reads keysets; a missing or bad one stops the start. */
final class Keysets {

    static {
        try {
            AeadConfig.register();
            MacConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Keysets() {}

    /** As {@link #primitive(String, Class)}, of a setting, which the exception names. */
    static <P> P primitive(String setting, Optional<String> keysetJson, Class<P> type) {
        try {
            return primitive(keysetJson.orElseThrow(() -> new IllegalStateException("Not set")), type);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(setting + ": " + e.getMessage());
        }
    }

    static <P> P primitive(String keysetJson, Class<P> type) {
        try {
            KeysetHandle handle = TinkJsonProtoKeysetFormat.parseKeyset(keysetJson, InsecureSecretKeyAccess.get());
            return handle.getPrimitive(RegistryConfiguration.get(), type);
        } catch (GeneralSecurityException e) {
            // Tink's message may quote the keyset.
            throw new IllegalStateException("Not a usable Tink keyset for " + type.getSimpleName());
        }
    }
}
