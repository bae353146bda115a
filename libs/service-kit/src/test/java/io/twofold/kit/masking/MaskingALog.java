package io.twofold.kit.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingALog {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to +14089742042 now",
                "code 012345 wrong",
                "Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ4In0.abc-_x",
                "abcd-efgh-ijkl-mnop-qrst-uvwx",
                "token AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void secretsAreMasked(String message) {
        assertThat(MaskingFilter.mask(message)).contains("******").doesNotContainPattern("\\d{6}|efgh|AAAA|eyJ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "challenge=0198c1a2-7b11-7000-8000-123456789012 attempts=3",
                "listening on 127.0.0.1:8081 in 2.123456s",
                "at io.twofold.Foo.bar(Foo.java:123)"
            })
    void idsAndPortsAreLeftAlone(String message) {
        assertThat(MaskingFilter.mask(message)).isEqualTo(message);
    }

    @Test
    void parametersAreMaskedWithTheirMessage() {
        ExtLogRecord record =
                new ExtLogRecord(Level.INFO, "sent %s to %s (100%%)", ExtLogRecord.FormatStyle.PRINTF, "test");
        record.setParameters(new Object[] {"012345", "+14089742042"});
        assertThat(new MaskingFilter().isLoggable(record)).isTrue();
        assertThat(String.format(record.getMessage())).isEqualTo("sent ****** to ****** (100%)");
    }
}
