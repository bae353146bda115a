package io.twofold.otp.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.kit.phone.PhoneNumber;
import io.twofold.kit.sealing.KeyedDigest;
import io.twofold.otp.delivery.Channel;
import io.twofold.otp.limit.Receipt;
import io.twofold.otp.number.UsableNumber;
import io.twofold.testing.Keysets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnsweringAChallenge {

    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final CodesConfig CODES = TestCodes.DEFAULT;
    private static final Receipt RECEIPT = Receipt.ofBytes(new byte[] {1});
    private static final Code FIRST = new Code("012345");
    private static final Code SECOND = new Code("543210");
    private static final Code WRONG = new Code("999999");
    private static final Route TEXT =
            new Route(Channel.SMS, new UsableNumber(PhoneNumber.ofE164("+14089742042"), true), false, null);
    private static final Order ORDER = new Order("partner", Purpose.CUSTOM, "sign-in 1", TEXT, null, "en");

    private final CodeDigests digests = new CodeDigests(KeyedDigest.of(Keysets.mac()));

    @Test
    void theRightCodeIsAcceptedOnceAndTheNumberForgotten() {
        Challenge challenge = sent(null, FIRST, NOW);

        assertThat(challenge.answer(FIRST, digests, NOW, CODES)).isEqualTo(new Verdict.Accepted(NOW));
        assertThat(challenge.answer(FIRST, digests, NOW, CODES)).isEqualTo(new Verdict.AlreadyUsed());
        assertThat(challenge.sealedNumber()).isNull();
    }

    @Test
    void whatWasSentIsReleasedOnceAlsoForTheBindingsNextChallenge() {
        Challenge challenge = sent(null, FIRST, NOW);
        assertThat(challenge.releaseReceipts()).hasSize(1);
        assertThat(challenge.releaseReceipts()).isEmpty();

        Challenge next = sent(challenge, SECOND, NOW.plusSeconds(30));
        assertThat(next.releaseReceipts()).hasSize(1);
    }

    @Test
    void aWrongCodeSpendsATry() {
        Challenge challenge = sent(null, FIRST, NOW);
        assertThat(challenge.answer(WRONG, digests, NOW, CODES)).isEqualTo(new Verdict.Wrong(4));
        assertThat(challenge.answer(FIRST, digests, NOW, CODES)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void theFifthWrongCodeLocks() {
        Challenge challenge = sent(null, FIRST, NOW);
        for (int left = 4; left >= 0; left--) {
            assertThat(challenge.answer(WRONG, digests, NOW, CODES)).isEqualTo(new Verdict.Wrong(left));
        }
        assertThat(challenge.state()).isEqualTo(Challenge.State.LOCKED);
        assertThat(challenge.answer(FIRST, digests, NOW, CODES))
                .isEqualTo(new Verdict.Exhausted(Duration.ofMinutes(10)));
    }

    @Test
    void anExpiredCodeIsNotEvenLookedAt() {
        Challenge challenge = sent(null, FIRST, NOW);
        Instant late = NOW.plus(CODES.lifetime());
        assertThat(challenge.answer(WRONG, digests, late, CODES)).isEqualTo(new Verdict.Expired());
        assertThat(challenge.attemptsLeft(CODES)).isEqualTo(5);
    }

    @Test
    void aCodeThatANewerOneSupersededIsToldApart() {
        Challenge challenge = sent(null, FIRST, NOW);
        challenge.send(TEXT, new byte[1], RECEIPT, SECOND, digests, NOW.plusSeconds(30), CODES);

        assertThat(challenge.answer(FIRST, digests, NOW.plusSeconds(31), CODES)).isEqualTo(new Verdict.Superseded(4));
        assertThat(challenge.answer(SECOND, digests, NOW.plusSeconds(31), CODES))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void aNewerChallengeKnowsTheCodesOfTheOlder() {
        Challenge older = sent(null, FIRST, NOW);
        Challenge newer = sent(older, SECOND, NOW.plusSeconds(30));

        assertThat(newer.send()).isEqualTo(1);
        assertThat(newer.answer(FIRST, digests, NOW.plusSeconds(31), CODES)).isEqualTo(new Verdict.Superseded(4));
        assertThat(newer.answerForOlder(SECOND, digests, NOW.plusSeconds(31), CODES))
                .isEqualTo(new Verdict.Wrong(3));
    }

    @Test
    void aDigestIsWorthlessForAnotherBinding() {
        Challenge challenge = sent(null, FIRST, NOW);
        Challenge other = new Challenge(
                challenge.id(), new Order("partner", Purpose.CUSTOM, "sign-in 2", TEXT, null, "en"), null, NOW, CODES);
        assertThat(digests.match(digests.of(challenge, 1, FIRST), challenge, 1, FIRST))
                .isTrue();
        assertThat(digests.match(digests.of(challenge, 1, FIRST), other, 1, FIRST))
                .isFalse();
        assertThat(digests.match(digests.of(challenge, 1, FIRST), challenge, 2, FIRST))
                .isFalse();
    }

    @Test
    void aBudgetWhoseTimeIsOverStartsAnew() {
        Challenge challenge = sent(null, FIRST, NOW);
        for (int i = 0; i < 5; i++) {
            challenge.answer(WRONG, digests, NOW, CODES);
        }
        Instant nextDay = NOW.plus(CODES.bindingLifetime());
        assertThat(challenge.objection(nextDay.minusMillis(1), CODES)).isPresent();
        assertThat(challenge.objection(nextDay, CODES)).isEmpty();

        challenge.send(TEXT, new byte[1], RECEIPT, SECOND, digests, nextDay, CODES);

        assertThat(challenge.attemptsLeft(CODES)).isEqualTo(5);
        assertThat(challenge.answer(FIRST, digests, nextDay, CODES)).isEqualTo(new Verdict.Wrong(4));
        assertThat(challenge.answer(SECOND, digests, nextDay, CODES)).isInstanceOf(Verdict.Accepted.class);
    }

    private Challenge sent(@Nullable Challenge earlier, Code code, Instant at) {
        Challenge challenge = new Challenge(UUID.randomUUID(), ORDER, earlier, at, CODES);
        challenge.send(TEXT, new byte[1], RECEIPT, code, digests, at, CODES);
        return challenge;
    }
}
