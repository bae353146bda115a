package io.twofold.kit.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.prf.PrfSet;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Keyed fingerprints: the same for the same input, meaningless without the key, 32 bytes. For finding sealed values and
 * for counting per number or address without keeping either. Thread-safe.
 */
public final class Fingerprinter {

    private static final int BYTES = 32;

    private final PrfSet prf;

    private Fingerprinter(PrfSet prf) {
        this.prf = prf;
    }

    /**
     * @param keysetJson a PRF keyset in Tink's JSON form
     * @throws IllegalStateException if it isn't one
     */
    public static Fingerprinter of(String keysetJson) {
        return new Fingerprinter(Keysets.primitive(keysetJson, PrfSet.class));
    }

    /** As {@link #of(String)}, of a setting, which the exception names. */
    static Fingerprinter fromSetting(String setting, String keysetJson) {
        return new Fingerprinter(Keysets.primitive(setting, Optional.of(keysetJson), PrfSet.class));
    }

    /**
     * @param kind what is fingerprinted, such as {@code phone-number}; equal texts of two kinds have unequal fingerprints
     */
    public byte[] of(String kind, String text) {
        try {
            return prf.computePrimary((kind.length() + ":" + kind + text).getBytes(UTF_8), BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Fingerprint failed", e);
        }
    }
}
