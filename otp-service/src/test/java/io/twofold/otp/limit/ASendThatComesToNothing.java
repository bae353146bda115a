package io.twofold.otp.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.otp.OtpTest;
import io.twofold.testing.MutableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@OtpTest
class ASendThatComesToNothing {

    @Inject
    SendingLimits limits;

    @Inject
    MutableClock clock;

    @Test
    void leavesNoTraceWhenItsTransactionRollsBack() {
        clock.advance(Duration.ofDays(1));
        for (int i = 0; i < 30; i++) {
            QuarkusTransaction.begin();
            assertThat(take(i)).isInstanceOf(Decision.Granted.class);
            QuarkusTransaction.rollback();
        }
        for (int i = 0; i < 3; i++) {
            int number = i;
            assertThat(QuarkusTransaction.requiringNew().call(() -> take(number)))
                    .isInstanceOf(Decision.Granted.class);
        }
        assertThat(QuarkusTransaction.requiringNew().call(() -> take(3))).isInstanceOf(Decision.Suppressed.class);
    }

    /** To Liechtenstein, which gets three a day here. */
    private Decision take(int i) {
        PhoneNumber number = PhoneNumber.ofE164("+423660%04d".formatted(i));
        return limits.take(new Send(number, "sms", "custom", "partner", null, null, false), clock.instant());
    }
}
