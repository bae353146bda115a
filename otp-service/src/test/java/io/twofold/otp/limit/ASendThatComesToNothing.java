package io.twofold.otp.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.problem.UnavailableException;
import io.twofold.otp.OtpTest;
import io.twofold.otp.budget.Reservation;
import io.twofold.testing.MutableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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
            try (Reservation reservation = reserve(i)) {
                QuarkusTransaction.begin();
                assertThat(take(i, reservation)).isInstanceOf(Decision.Granted.class);
                QuarkusTransaction.rollback();
            }
        }
        assertThatThreeAreLeft();
    }

    @Test
    void leavesNoTraceWhenItIsNeverDecided() {
        clock.advance(Duration.ofDays(1));
        for (int i = 0; i < 30; i++) {
            reserve(i).close();
        }
        assertThatThreeAreLeft();
    }

    @Test
    void leavesItsPlaceToOthersWhenItWouldNotBeHeardOf() {
        clock.advance(Duration.ofDays(1));
        for (int i = 100; i < 105; i++) {
            try (Reservation reservation = reserve(i)) {
                int number = i;
                // There is no transaction that could tell of its end.
                assertThatThrownBy(() -> take(number, reservation)).isInstanceOf(IllegalStateException.class);
            }
        }
        assertThatThreeAreLeft();
    }

    @Test
    void needsThePlaceOfItsOwnKind() {
        try (Reservation elsewhere =
                limits.reserve(PhoneNumber.ofE164("+14089742042"), "sms", false, clock.instant())) {
            assertThatThrownBy(() -> take(1, elsewhere)).isInstanceOf(UnavailableException.class);
            assertThatThrownBy(() -> take(1, null)).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void isReservedForBeforeTheTransaction() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> reserve(1)))
                .hasMessageContaining("before the transaction");
    }

    private void assertThatThreeAreLeft() {
        for (int i = 0; i < 3; i++) {
            assertThat(send(i)).isInstanceOf(Decision.Granted.class);
        }
        assertThat(send(3)).isInstanceOf(Decision.Suppressed.class);
    }

    private Decision send(int i) {
        try (Reservation reservation = reserve(i)) {
            return QuarkusTransaction.requiringNew().call(() -> take(i, reservation));
        }
    }

    private Reservation reserve(int i) {
        return limits.reserve(number(i), "sms", false, clock.instant());
    }

    private Decision take(int i, @Nullable Reservation reservation) {
        Send send = new Send(number(i), "sms", "custom", "partner", null, null, false);
        return limits.take(send, reservation, clock.instant());
    }

    /** In Liechtenstein, which gets three a day here. */
    private static PhoneNumber number(int i) {
        return PhoneNumber.ofE164("+423660%04d".formatted(i));
    }
}
