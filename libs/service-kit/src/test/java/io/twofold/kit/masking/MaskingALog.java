package io.twofold.kit.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
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
                "token AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "token -AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA-",
                "code:012345",
                "Your code is 012345."
            })
    void secretsAreMasked(String message) {
        assertThat(MaskingFilter.mask(message)).contains("******").doesNotContainPattern("\\d{6}|efgh|AAAA|eyJ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "challenge=0198c1a2-7b11-7000-8000-123456789012 attempts=3",
                "listening on 127.0.0.1:8081 in 2.123456s",
                "at io.twofold.Foo.bar(Foo.java:123)",
                "took 123456.789 ms"
            })
    void idsAndPortsAreLeftAlone(String message) {
        assertThat(MaskingFilter.mask(message)).isEqualTo(message);
    }

    @Test
    void parametersAreMaskedWithTheirMessage() {
        ExtLogRecord record =
                new ExtLogRecord(Level.INFO, "sent %s to %s (100%%)", ExtLogRecord.FormatStyle.PRINTF, "test");
        record.setParameters(new Object[] {"012345", "+14089742042"});
        assertThat(printed(record)).isEqualTo("sent ****** to ****** (100%)");
    }

    @Test
    void soAreTheMessagesOfAnException() {
        IllegalStateException cause = new IllegalStateException("+14089742042");
        cause.addSuppressed(new IllegalArgumentException("code 012345"));
        ExtLogRecord record = new ExtLogRecord(Level.SEVERE, "failed", "test");
        record.setThrown(new IllegalStateException("outer", cause));
        assertThat(printed(record))
                .contains("IllegalStateException: outer", "IllegalStateException: ******", "code ******")
                .contains("soAreTheMessagesOfAnException")
                .doesNotContain("4089742042", "012345");
    }

    @Test
    void anExceptionWithoutSecretsStaysWhatItIs() {
        IllegalStateException thrown = new IllegalStateException("a bug");
        ExtLogRecord record = new ExtLogRecord(Level.SEVERE, "failed", "test");
        record.setThrown(thrown);
        assertThat(new MaskingFilter().isLoggable(record)).isTrue();
        assertThat(record.getThrown()).isSameAs(thrown);
    }

    private static String printed(ExtLogRecord record) {
        assertThat(new MaskingFilter().isLoggable(record)).isTrue();
        return new PatternFormatter("%s%e").format(record);
    }
}
