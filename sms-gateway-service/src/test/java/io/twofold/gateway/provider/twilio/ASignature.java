package io.twofold.gateway.provider.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples are those of Twilio's documentation and of its libraries' tests. */
class ASignature {

    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";

    private final TwilioSignature signature = new TwilioSignature("12345");

    @Test
    void isAsTwilioPublishedIt() {
        assertThat(signature.of(URL, call("+14158675309"))).isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
        assertThat(signature.of(URL, call("+12349013030"))).isEqualTo("0/KCTR6DLpKmkAf8muzZqo1nDgQ=");
    }

    @Test
    void coversAddressAndEveryParameter() {
        String good = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
        assertThat(signature.matches(good, URL, call("+14158675309"))).isTrue();
        assertThat(signature.matches(good, URL, call("+14158675308"))).isFalse();
        assertThat(signature.matches(good, URL.replace("https", "http"), call("+14158675309")))
                .isFalse();
        assertThat(signature.matches("", URL, call("+14158675309"))).isFalse();
        assertThat(new TwilioSignature("12346").matches(good, URL, call("+14158675309")))
                .isFalse();
    }

    @Test
    void countsAValueGivenTwiceOnce() {
        assertThat(signature.of(URL, Map.of("a", List.of("2", "1", "2"))))
                .isEqualTo(signature.of(URL, Map.of("a", List.of("1", "2"))));
    }

    @Test
    void ofABodyInJsonIsAsTwilioPublishedIt() {
        String body = "{\"property\": \"value\", \"boolean\": true}";
        String hash = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
        String address = URL + "&bodySHA256=" + hash;
        String alone = "https://mycompany.com/myapp.php?bodySHA256=" + hash;

        assertThat(signature.matches("a9nBmqA0ju/hNViExpshrM61xv4=", address, hash, body))
                .isTrue();
        assertThat(signature.matches("y77kIzt2vzLz71DgmJGsen2scGs=", alone, hash, body))
                .isTrue();
        assertThat(signature.matches("a9nBmqA0ju/hNViExpshrM61xv4=", address, hash, body.replace("true", "false")))
                .isFalse();
        assertThat(signature.matches("y77kIzt2vzLz71DgmJGsen2scGs=", address, hash, body))
                .isFalse();
    }

    private static Map<String, List<String>> call(String caller) {
        return Map.of(
                "To", List.of("+18005551212"),
                "Digits", List.of("1234"),
                "CallSid", List.of("CA1234567890ABCDE"),
                "Caller", List.of(caller),
                "From", List.of(caller));
    }
}
