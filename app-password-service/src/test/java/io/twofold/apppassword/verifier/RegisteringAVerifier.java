package io.twofold.apppassword.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twofold.apppassword.verifier.VerifierConfig.Verifier;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisteringAVerifier {

    private static final String SECRET = "0123456789:abcdef";

    @Test
    void itsNameAndSecretAreKnownAgain() {
        Verifiers verifiers = new Verifiers(() -> Map.of("mail", verifier(SECRET, null)));
        assertThat(verifiers.authenticate(basic("mail:" + SECRET))).contains("mail");
        assertThat(verifiers.authenticate(basic("mail:" + SECRET).replace("Basic", "bAsIc")))
                .contains("mail");
    }

    @Test
    void nobodyElseIs() {
        Verifiers verifiers = new Verifiers(() -> Map.of("mail", verifier(SECRET, null)));
        assertThat(verifiers.authenticate(null)).isEmpty();
        assertThat(verifiers.authenticate("Bearer abc")).isEmpty();
        assertThat(verifiers.authenticate("Basic ***")).isEmpty();
        assertThat(verifiers.authenticate(basic("mail"))).isEmpty();
        assertThat(verifiers.authenticate(basic("mail:"))).isEmpty();
        assertThat(verifiers.authenticate(basic("mail:" + SECRET + "0"))).isEmpty();
        assertThat(verifiers.authenticate(basic("Mail:" + SECRET))).isEmpty();
        assertThat(new Verifiers(Map::of).authenticate(basic(":"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({", ", "too-short,", ", 00ff", ", not hexadecimal"})
    void oneWithoutAUsableSecretStopsTheStart(String secret, String secretSha256) {
        assertThatThrownBy(() -> new Verifiers(() -> Map.of("mail", verifier(secret, secretSha256))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("twofold.verifiers.\"mail\"")
                .hasMessageNotContaining("too-short");
    }

    private static Verifier verifier(@Nullable String secret, @Nullable String secretSha256) {
        return new Verifier() {
            @Override
            public Optional<String> secret() {
                return Optional.ofNullable(secret);
            }

            @Override
            public Optional<String> secretSha256() {
                return Optional.ofNullable(secretSha256);
            }
        };
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }
}
