package io.twofold.identity.key;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twofold.identity.outside.Defaults;
import io.twofold.kit.sealing.Sealer;
import io.twofold.testing.Keysets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AKeyRing {

    @Test
    void doesNotForgetAKeyBeforeItsTokensHaveDied() {
        assertThatThrownBy(() -> new KeyRing(
                        Defaults.of(SigningKeyConfig.class),
                        Duration.ofMinutes(16),
                        Sealer.of(Keysets.aead()),
                        new SecureRandom(),
                        Clock.systemUTC()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("published-after");
    }
}
