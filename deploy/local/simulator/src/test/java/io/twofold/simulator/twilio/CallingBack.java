package io.twofold.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallingBack {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8083/v1/webhooks/twilio?delivery=1",
                "https://LOCALHOST/",
                "http://127.0.0.1:8083/",
                "http://127.1.2.3/",
                "http://[::1]:8083/"
            })
    void staysOnThisMachine(String url) {
        assertThat(Callbacks.address(url)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "http://10.0.0.1/",
                "http://localhost.example.org/",
                "http://localhost@example.org/",
                "http://[2001:db8::1]/",
                "ftp://localhost/",
                "//localhost/",
                "/relative",
                "http://",
                "http://local host/",
                "not a URL"
            })
    void goesNowhereElse(String url) {
        assertThat(Callbacks.address(url)).isEmpty();
    }
}
