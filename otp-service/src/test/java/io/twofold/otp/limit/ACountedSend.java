package io.twofold.otp.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.otp.limit.CountedSend.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ACountedSend {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00.123Z");

    @Test
    void isReadAsItWasWritten() {
        CountedSend send = new CountedSend(NOW, Kind.UNPROVEN, "ab12", "cd34", "US", "+1408974", "custom", "a\nb");
        assertThat(CountedSend.parse(send.toText())).isEqualTo(send);
    }

    @Test
    void mayComeFromNowhere() {
        CountedSend send = new CountedSend(NOW, Kind.PROVEN, "ab12", null, "US", "+1408974", "sign_in", "identity");
        assertThat(CountedSend.parse(send.toText())).isEqualTo(send);
    }

    @Test
    void isNotPrinted() {
        CountedSend send = new CountedSend(NOW, Kind.UNPROVEN, "ab12", "cd34", "US", "+1408974", "custom", "partner");
        assertThat(send.toString()).doesNotContain("ab12", "cd34", "1408974");
    }
}
