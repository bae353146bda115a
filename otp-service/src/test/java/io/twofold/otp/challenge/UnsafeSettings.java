package io.twofold.otp.challenge;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnsafeSettings {

    @Test
    void aBudgetThatIsForgottenWhileItsCodeLivesStopsTheStart() {
        assertThatThrownBy(() -> SafeSettings.check(TestCodes.DEFAULT.forgettingAfter(Duration.ofMinutes(9))))
                .hasMessageContaining("twofold.codes.binding-lifetime");
        assertThatCode(() -> SafeSettings.check(TestCodes.DEFAULT.forgettingAfter(Duration.ofMinutes(10))))
                .doesNotThrowAnyException();
    }
}
