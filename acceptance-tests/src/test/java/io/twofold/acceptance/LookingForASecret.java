package io.twofold.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The search for secrets finds what it is there to find. */
class LookingForASecret {

    private final SecretSearch search = new SecretSearch(
            Map.of("correct horse battery", "password", "012345", "code", "+14089742042", "phone number"));

    @Test
    void itIsFoundInALogLine() {
        assertThat(search.kindsIn("INFO typed=correct horse battery from=127.0.0.1".getBytes(UTF_8)))
                .containsExactly("password");
    }

    @Test
    void severalAreFoundInOneText() {
        assertThat(search.kindsIn("to +14089742042: your code is 012345\n".getBytes(UTF_8)))
                .containsExactly("code", "phone number");
    }

    @Test
    void itIsFoundAtEitherEnd() {
        assertThat(search.kindsIn("012345".getBytes(UTF_8))).containsExactly("code");
    }

    @Test
    void itIsFoundInBase64() {
        assertThat(search.kindsIn("{\"v\":\"Y29ycmVjdCBob3JzZSBiYXR0ZXJ5\"}".getBytes(UTF_8)))
                .containsExactly("password in Base64");
    }

    @Test
    void digitsWithinANumberAreNoCode() {
        assertThat(search.kindsIn("2026-01-31T10:00:00.012345Z offset=9012345 id=a012345".getBytes(UTF_8)))
                .isEmpty();
    }
}
