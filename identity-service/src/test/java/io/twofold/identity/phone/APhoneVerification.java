package io.twofold.identity.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.identity.otp.Challenge;
import io.twofold.identity.phone.PhoneVerification.Kind;
import io.twofold.identity.phone.PhoneVerification.State;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class APhoneVerification {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final SealedPhoneNumber NUMBER =
            new SealedPhoneNumber(new byte[1], new byte[32], "US", "(•••) •••-••42", "42", true);

    private final PhoneVerification verification = new PhoneVerification(
            UUID.randomUUID(),
            Kind.ENROLLMENT,
            UUID.randomUUID(),
            UUID.randomUUID(),
            NUMBER,
            Method.SMS,
            codeOf("first", 0, 5),
            "192.0.2.1",
            NOW.plus(Duration.ofMinutes(15)));

    @Test
    void isProvenOnceWhicheverPathTellsOfItFirst() {
        assertThat(verification.prove("first", NOW)).isTrue();
        assertThat(verification.prove("first", NOW)).isFalse();
        assertThat(verification.stateAt(NOW)).isEqualTo(State.VERIFIED);
        assertThat(verification.isProvenBy("first")).isTrue();
    }

    @Test
    void isNotProvenByAChallengeThatIsNotItsLiveOne() {
        verification.codeSent(codeOf("second", 60, 5), Method.SMS);

        assertThat(verification.prove("first", NOW)).isFalse();
        assertThat(verification.stateAt(NOW)).isEqualTo(State.PENDING);
    }

    @Test
    void isNotProvenOnceCancelled() {
        verification.cancel();

        assertThat(verification.prove("first", NOW)).isFalse();
        assertThat(verification.stateAt(NOW)).isEqualTo(State.CANCELLED);
    }

    @Test
    void endsWithItsLastTry() {
        verification.wrongCode(1);
        assertThat(verification.stateAt(NOW)).isEqualTo(State.PENDING);

        verification.wrongCode(0);

        assertThat(verification.stateAt(NOW)).isEqualTo(State.EXHAUSTED);
        assertThat(verification.prove("first", NOW)).isFalse();
    }

    @Test
    void getsNoTriesBackByANewCode() {
        verification.wrongCode(2);
        verification.codeSent(codeOf("second", 60, 5), Method.VOICE);

        assertThat(verification.code().attemptsLeft()).isEqualTo(2);
        assertThat(verification.method()).isEqualTo(Method.VOICE);
    }

    @Test
    void keepsTheLaterCodeWhenTwoAnswersCross() {
        verification.codeSent(codeOf("third", 120, 5), Method.VOICE);
        verification.codeSent(codeOf("second", 60, 5), Method.SMS);

        assertThat(verification.challengeId()).isEqualTo("third");
        assertThat(verification.method()).isEqualTo(Method.VOICE);
    }

    @Test
    void isTooLateFromTheMomentItExpires() {
        Instant end = verification.expiresAt();

        assertThat(verification.stateAt(end.minusMillis(1))).isEqualTo(State.PENDING);
        assertThat(verification.stateAt(end)).isEqualTo(State.EXPIRED);
    }

    @Test
    void isNotProvenByACodeThatCameBackTooLate() {
        assertThat(verification.prove("first", verification.expiresAt())).isFalse();
    }

    @Test
    void thatSucceededDoesNotExpire() {
        verification.prove("first", NOW);

        assertThat(verification.stateAt(verification.expiresAt())).isEqualTo(State.VERIFIED);
    }

    private static Challenge codeOf(String challengeId, int secondsLater, int attemptsLeft) {
        Instant sentAt = NOW.plusSeconds(secondsLater);
        return new Challenge(challengeId, "sms", sentAt.plusSeconds(600), sentAt.plusSeconds(30), attemptsLeft, null);
    }
}
