package io.twofold.otp.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ATurn {

    @ParameterizedTest
    @CsvSource({
        ",            sent,         1,  0",
        "sent,        delivered,    0,  0",
        "sent,        undelivered, -1,  1",
        ",            failed,       0,  1",
        "failed,      failed,       0,  0",
        "undelivered, delivered,    1, -1"
    })
    void isWhatAReportSaysThatThoseBeforeDidNot(String before, String now, int reached, int undelivered) {
        assertThat(Deliveries.Turn.from(before, now)).isEqualTo(new Deliveries.Turn(reached, undelivered));
    }
}
