package io.twofold.otp.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ABudget {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final CodesConfig CODES = TestCodes.DEFAULT;

    private final Budget opened = Budget.opened(NOW, CODES);

    @Test
    void thatIsNewHasNothingAgainstASend() {
        assertThat(opened.coolDown(NOW, CODES)).isZero();
        assertThat(opened.isOutOfSends(CODES)).isFalse();
        assertThat(opened.triesLeft(CODES)).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"1, 30", "2, 60", "3, 120", "4, 240", "60, 31457280"})
    void waitsTwiceAsLongAfterEachSend(int sends, long seconds) {
        Budget budget = opened;
        for (int i = 0; i < sends; i++) {
            budget = budget.afterSend(NOW);
        }
        assertThat(budget.coolDown(NOW, CODES)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void isOverADayAfterItWasOpenedWhateverWasSentSince() {
        Budget used = opened.afterSend(NOW.plusSeconds(3600));
        assertThat(used.isOver(NOW.plus(Duration.ofHours(24)).minusMillis(1))).isFalse();
        assertThat(used.isOver(NOW.plus(Duration.ofHours(24)))).isTrue();
    }

    @Test
    void keepsItsTriesThroughSends() {
        Budget budget = opened.afterSend(NOW).afterWrongCode().afterSend(NOW);
        assertThat(budget.tries()).isEqualTo(1);
        assertThat(budget.sends()).isEqualTo(2);
    }
}
