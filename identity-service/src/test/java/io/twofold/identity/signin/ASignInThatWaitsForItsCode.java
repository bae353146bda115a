package io.twofold.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.identity.account.Account;
import io.twofold.identity.account.EmailAddress;
import io.twofold.identity.device.DeviceKind;
import io.twofold.identity.otp.Challenge;
import io.twofold.identity.phone.Method;
import io.twofold.identity.problem.IdentityProblem;
import io.twofold.identity.secret.OpaqueToken;
import io.twofold.kit.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ASignInThatWaitsForItsCode {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final Duration WINDOW = Duration.ofSeconds(60);
    private static final byte[] DIGEST = {1};

    private final UUID number = UUID.randomUUID();
    private final SignIn signIn = SignIn.begun(
            UUID.randomUUID(),
            UUID.randomUUID(),
            new SignInDevice("My phone", DeviceKind.PHONE, null, null, null),
            OpaqueToken.presented("flow"),
            "192.0.2.1",
            NOW,
            LIFETIME);

    @Test
    void endsWithItsFifthTry() {
        assertThat(signIn.wrongCode(4)).isEqualTo(4);
        assertThat(signIn.wrongCode(1)).isEqualTo(1);
        assertThat(signIn.wrongCode(0)).isZero();

        assertThat(whyOver(NOW)).isEqualTo(IdentityProblem.TOO_MANY_ATTEMPTS);
    }

    @Test
    void countsVerdictsThatCrossedOnTheirWayOnce() {
        assertThat(signIn.wrongCode(2)).isEqualTo(2);
        assertThat(signIn.wrongCode(4)).isEqualTo(2);
        assertThat(signIn.wrongCode(3)).isEqualTo(2);
    }

    @Test
    void keepsTheLaterCodeWhenTwoAnswersCross() {
        signIn.expectCode(code("second", 60), Method.VOICE, number);
        signIn.expectCode(code("first", 0), Method.SMS, UUID.randomUUID());

        assertThat(signIn.challengeId()).contains("second");
        assertThat(signIn.challengeMethod()).contains(Method.VOICE);
        assertThat(signIn.challengeNumberId()).contains(number);
    }

    @Test
    void expectsNoCodeOnceItIsOver() {
        signIn.cancel();
        signIn.expectCode(code("late", 0), Method.SMS, number);

        assertThat(signIn.challengeId()).isEmpty();
        assertThat(whyOver(NOW)).isEqualTo(IdentityProblem.SIGN_IN_EXPIRED);
    }

    @Test
    void isTooLateFromTheMomentItExpires() {
        assertThat(signIn.whyOver(NOW.plus(LIFETIME).minusMillis(1))).isEmpty();
        assertThat(whyOver(NOW.plus(LIFETIME))).isEqualTo(IdentityProblem.SIGN_IN_EXPIRED);
    }

    @Test
    void mayBeRepeatedOnceWithinTheWindow() {
        assertThat(signIn.mayBeRepeated(NOW, WINDOW)).isFalse();
        signIn.complete(DIGEST, UUID.randomUUID(), UUID.randomUUID(), NOW);

        assertThat(whyOver(NOW)).isEqualTo(IdentityProblem.CODE_ALREADY_USED);
        assertThat(signIn.mayBeRepeated(NOW.plus(WINDOW).minusMillis(1), WINDOW))
                .isTrue();
        assertThat(signIn.mayBeRepeated(NOW.plus(WINDOW), WINDOW)).isFalse();
        signIn.repeat();
        assertThat(signIn.mayBeRepeated(NOW, WINDOW)).isFalse();
    }

    @Test
    void remembersTriedCodesUntilTheirVerdictsAreNoOrAnotherCodeIsSent() {
        signIn.trying(DIGEST);
        signIn.trying(new byte[] {2});
        signIn.triedInVain(digest -> digest[0] == 2);
        assertThat(signIn.isBeingTried(digest -> digest[0] == 1)).isTrue();
        assertThat(signIn.isBeingTried(digest -> digest[0] == 2)).isFalse();

        signIn.expectCode(code("next", 0), Method.SMS, number);
        assertThat(signIn.isBeingTried(digest -> digest[0] == 1)).isFalse();
    }

    @Test
    void remembersNoMoreCodesThanThereAreTries() {
        for (byte i = 0; i < 6; i++) {
            signIn.trying(new byte[] {i});
        }

        assertThat(signIn.isBeingTried(digest -> digest[0] == 4)).isTrue();
        assertThat(signIn.isBeingTried(digest -> digest[0] == 5)).isFalse();
    }

    @Test
    void countsOnlyForTheAccountAsItWasWhenThePasswordWasRight() {
        Account account = anAccountWithTwoFactors();
        assertThat(signIn.stillCounts(account)).isTrue();

        account.changePassword("other", NOW.plusSeconds(1));

        assertThat(signIn.stillCounts(account)).isFalse();
    }

    @Test
    void countsNoMoreOnceTwoFactorAuthenticationWasUndone() {
        Account account = anAccountWithTwoFactors();

        account.undoTwoFactor(NOW);

        assertThat(signIn.stillCounts(account)).isFalse();
        assertThat(account.twoFactorFirstEnabledAt()).isEmpty();
        assertThat(account.admitsPassword()).isFalse();
    }

    private Account anAccountWithTwoFactors() {
        EmailAddress email = EmailAddress.parse("mia@example.org").orElseThrow();
        Account account = new Account(UUID.randomUUID(), email, "hash", "en", NOW.minusSeconds(60));
        account.enableTwoFactor(NOW.minusSeconds(30));
        return account;
    }

    private IdentityProblem whyOver(Instant now) {
        return (IdentityProblem) signIn.whyOver(now).map(Problem::type).orElseThrow();
    }

    private static Challenge code(String challengeId, int secondsLater) {
        Instant sentAt = NOW.plusSeconds(secondsLater);
        return new Challenge(challengeId, "sms", sentAt.plusSeconds(600), sentAt.plusSeconds(30), 5, null);
    }
}
