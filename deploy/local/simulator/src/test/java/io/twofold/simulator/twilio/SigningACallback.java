package io.twofold.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The expected values are published by Twilio: in the tests of its client libraries and in its documentation. */
class SigningACallback {

    @Test
    void givesWhatTwiliosLibrariesExpect() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("Digits", "1234");
        parameters.put("CallSid", "CA1234567890ABCDE");
        parameters.put("To", "+18005551212");
        parameters.put("Caller", "+14158675309");
        parameters.put("From", "+14158675309");

        assertThat(Signature.of("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", parameters))
                .isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    }

    @Test
    void withoutParametersCoversTheUrlAlone() {
        String url = "https://mycompany.com/myapp.php"
                + "?bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

        assertThat(Signature.of("12345", url, Map.of())).isEqualTo("y77kIzt2vzLz71DgmJGsen2scGs=");
    }

    @Test
    void dependsOnEveryParameter() {
        String url = "http://localhost/receipts";

        assertThat(Signature.of("12345", url, Map.of("MessageStatus", "sent")))
                .isNotEqualTo(Signature.of("12345", url, Map.of("MessageStatus", "delivered")));
    }
}
