package io.twofold.otp.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class ACode {

    @Test
    void keepsItsLeadingZeros() {
        SecureRandom lowest = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public int nextInt(int bound) {
                return 42;
            }
        };
        assertThat(Code.random(lowest).digits()).isEqualTo("000042");
    }

    @Test
    void mayBeAnyOfAMillion() {
        SecureRandom highest = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public int nextInt(int bound) {
                return bound - 1;
            }
        };
        assertThat(Code.random(highest).digits()).isEqualTo("999999");
    }

    @Test
    void isNeverPrinted() {
        assertThat(new Code("123456")).hasToString("******");
        assertThat(new ChallengeRequests.Answer("123456", "b").toString()).doesNotContain("123456");
    }

    @Test
    void isSixAsciiDigits() {
        assertThatThrownBy(() -> new Code("１２３４５６")).isInstanceOf(IllegalArgumentException.class);
    }
}
