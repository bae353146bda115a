package io.twofold.identity.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ALetter {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration WAIT = Duration.ofSeconds(2);

    private static final Instant TOO_LATE = NOW.plus(Duration.ofMinutes(10));

    private final Letter letter =
            new Letter(UUID.randomUUID(), LetterKind.VERIFY_EMAIL, null, new byte[] {1, 2, 3}, NOW, TOO_LATE);

    @Test
    void isDueAtOnce() {
        assertThat(letter.nextAttemptAt()).isEqualTo(NOW);
    }

    @Test
    void isTakenByAnotherWhenAWorkerDiesWithIt() {
        letter.attempt(NOW, LIMIT);

        assertThat(letter.nextAttemptAt()).isEqualTo(NOW.plus(LIMIT));
        assertThat(letter.sealedContent()).isNotNull();
    }

    @Test
    void isWipedWhenSent() {
        letter.attempt(NOW, LIMIT);
        letter.sent(NOW.plusSeconds(1));

        assertThat(letter.sealedContent()).isNull();
        assertThat(letter.nextAttemptAt()).isNull();
    }

    @Test
    void isTriedAgainAfterALongerWaitEachTime() {
        letter.attempt(NOW, LIMIT);
        letter.failed(NOW, WAIT);
        assertThat(letter.nextAttemptAt()).isEqualTo(NOW.plusSeconds(2));

        letter.attempt(NOW, LIMIT);
        letter.failed(NOW, WAIT);
        assertThat(letter.nextAttemptAt()).isEqualTo(NOW.plusSeconds(4));

        letter.attempt(NOW, LIMIT);
        letter.failed(NOW, WAIT);
        assertThat(letter.nextAttemptAt()).isEqualTo(NOW.plusSeconds(8));
    }

    @Test
    void isGivenUpWhenNobodyNeedsItAnyMore() {
        letter.attempt(TOO_LATE.minusSeconds(1), LIMIT);
        letter.failed(TOO_LATE.minusSeconds(1), WAIT);

        assertThat(letter.sealedContent()).isNull();
        assertThat(letter.nextAttemptAt()).isNull();
    }

    @Test
    void isNotEvenTriedThen() {
        letter.attempt(TOO_LATE, LIMIT);

        assertThat(letter.isDoneWith()).isTrue();
        assertThat(letter.attempts()).isZero();
    }

    @Test
    void isNotTriedAgainIfItWasDroppedMeanwhile() {
        letter.attempt(NOW, LIMIT);
        letter.giveUp();
        letter.failed(NOW, WAIT);

        assertThat(letter.nextAttemptAt()).isNull();
    }
}
