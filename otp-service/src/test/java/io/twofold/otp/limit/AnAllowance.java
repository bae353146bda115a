package io.twofold.otp.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnAllowance {

    @Test
    void isReadFromSendsAndWindow() {
        assertThat(Allowance.parse("5/PT10M")).isEqualTo(new Allowance(5, Duration.ofMinutes(10)));
        assertThat(Allowance.parse("20/P1D")).isEqualTo(new Allowance(20, Duration.ofDays(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "0/PT1H", "-1/PT1H", "1001/PT1H", "5/PT0S", "5/P8D", "5/10m", "5/Pfoo", "5 / PT1H"})
    void isNothingElse(String text) {
        assertThatThrownBy(() -> Allowance.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
