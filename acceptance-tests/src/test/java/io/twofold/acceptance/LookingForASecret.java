package io.twofold.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.acceptance.person.Secrets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void itIsFoundWithinWhatIsInBase64() {
        var sealed = "{\"destination\":\"+14089742042\",\"code\":\"012345\"}".getBytes(UTF_8);

        for (var shift = 0; shift < 4; shift++) {
            var encoded = "x".repeat(shift) + Base64.getUrlEncoder().encodeToString(sealed);
            assertThat(search.kindsIn(encoded.getBytes(UTF_8)))
                    .containsExactly("code in Base64", "phone number in Base64");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "body={\"country\":\"GB\",\"number\":\"07400 123456\"}",
                "dialled 07400123456",
                "To=%2B447400123456&From=x",
                "To=+447400123456",
                "447400123456 said",
                "7400123456"
            })
    void aPhoneNumberIsFoundInEachOfItsForms(String text) {
        Secrets.phoneNumber("+447400123456", "7400123456", "07400 123456");

        assertThat(new SecretSearch(Secrets.used()).kindsIn(text.getBytes(UTF_8)))
                .contains("phone number");
    }

    @Test
    void aCodeIsFoundAsItIsSpoken() {
        Secrets.code("493817");

        assertThat(new SecretSearch(Secrets.used()).kindsIn("<Say>4, 9, 3, 8, 1, 7</Say>".getBytes(UTF_8)))
                .containsExactly("code");
    }

    @Test
    void digitsWithinANumberAreNoCode() {
        assertThat(search.kindsIn("2026-01-31T10:00:00.012345Z offset=9012345 id=a012345".getBytes(UTF_8)))
                .isEmpty();
    }
}
