package io.twofold.kit.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twofold.testing.Keysets;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeepingSecrets {

    @Test
    void whatIsSealedOpensOnlyWhereItBelongs() {
        Sealer sealer = Sealer.of(Keysets.aead());
        byte[] sealed = sealer.seal("+14089742042", "phone-number:1");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("408974");
        assertThat(sealer.open(sealed, "phone-number:1")).isEqualTo("+14089742042");
        assertThatThrownBy(() -> sealer.open(sealed, "phone-number:2")).isInstanceOf(BrokenSealException.class);
        assertThatThrownBy(() -> Sealer.of(Keysets.aead()).open(sealed, "phone-number:1"))
                .isInstanceOf(BrokenSealException.class);
    }

    @Test
    void aDigestIsOfOneSecretInOneContext() {
        KeyedDigest digest = KeyedDigest.of(Keysets.mac());
        byte[] kept = digest.of("code:1", "012345");
        assertThat(digest.matches(kept, "code:1", "012345")).isTrue();
        assertThat(digest.matches(kept, "code:1", "012346")).isFalse();
        assertThat(digest.matches(kept, "code:2", "012345")).isFalse();
        assertThat(digest.matches(kept, "code:", "1012345")).isFalse();
    }

    @Test
    void aFingerprintIsTheSameEachTimeAndDiffersByKind() {
        Fingerprinter fingerprinter = Fingerprinter.of(Keysets.prf());
        assertThat(fingerprinter.of("phone", "+14089742042"))
                .isEqualTo(fingerprinter.of("phone", "+14089742042"))
                .isNotEqualTo(fingerprinter.of("email", "+14089742042"))
                .hasSize(32);
    }

    @Test
    void aSettingThatHoldsNoKeysetIsNamed() {
        assertThatThrownBy(() -> Sealer.fromSetting("twofold.sealing.storage-keyset", Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twofold.sealing.storage-keyset");
        assertThatThrownBy(() -> KeyedDigest.fromSetting("twofold.digest.keyset", "{}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twofold.digest.keyset");
        assertThatThrownBy(() -> Fingerprinter.fromSetting("twofold.fingerprint.keyset", "rubbish"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twofold.fingerprint.keyset");
    }

    @Test
    void aBadKeysetIsRefusedWithoutBeingRepeated() {
        assertThatThrownBy(() -> Sealer.of("{\"key\":\"not-a-keyset\"}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("not-a-keyset");
    }
}
