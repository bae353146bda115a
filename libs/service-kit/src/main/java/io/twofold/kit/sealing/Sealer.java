package io.twofold.kit.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** Authenticated encryption of small pieces of personal data. Thread-safe. */
public final class Sealer {

    private final Aead aead;

    private Sealer(Aead aead) {
        this.aead = aead;
    }

    /**
     * @param keysetJson an AEAD keyset in Tink's JSON form
     * @throws IllegalStateException if it isn't one
     */
    public static Sealer of(String keysetJson) {
        return new Sealer(Keysets.primitive(keysetJson, Aead.class));
    }

    /**
     * As {@link #of(String)}, of a setting, which the exception names.
     *
     * @throws IllegalStateException if it isn't set, too
     */
    public static Sealer fromSetting(String setting, Optional<String> keysetJson) {
        return new Sealer(Keysets.primitive(setting, keysetJson, Aead.class));
    }

    /**
     * @param context what the text belongs to, such as {@code phone-number:} and the row's id; opening asks for the same,
     *     so that a sealed value copied to another row is worthless
     */
    public byte[] seal(String text, String context) {
        try {
            return aead.encrypt(text.getBytes(UTF_8), context.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing failed", e);
        }
    }

    /**
     * @throws BrokenSealException if it was sealed under another key or for another context, or was changed
     */
    public String open(byte[] sealed, String context) {
        try {
            return new String(aead.decrypt(sealed, context.getBytes(UTF_8)), UTF_8);
        } catch (GeneralSecurityException e) {
            throw new BrokenSealException(e);
        }
    }
}
