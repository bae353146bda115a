package io.twofold.identity.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.identity.outside.Defaults;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ASession {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final SessionConfig config = Defaults.of(SessionConfig.class);

    @Test
    void onATrustedDeviceEndsUnusedAfterThirtyDaysAndAnywayAfterAYear() {
        Session session = opened(true, Proof.password(NOW));

        assertThat(session.isLive(NOW.plus(Duration.ofDays(30)).minusSeconds(1)))
                .isTrue();
        assertThat(session.isLive(NOW.plus(Duration.ofDays(30)))).isFalse();
        assertThat(session.absoluteExpiresAt()).isEqualTo(NOW.plus(Duration.ofDays(365)));
    }

    @Test
    void onAnotherDeviceEndsUnusedAfterAnHourAndAnywayAfterADay() {
        Session session = opened(false, Proof.password(NOW));

        assertThat(session.isLive(NOW.plus(Duration.ofHours(1)).minusSeconds(1)))
                .isTrue();
        assertThat(session.isLive(NOW.plus(Duration.ofHours(1)))).isFalse();
        assertThat(session.absoluteExpiresAt()).isEqualTo(NOW.plus(Duration.ofHours(24)));
    }

    @Test
    void livesOnWhenUsedButNoLongerThanItsAge() {
        Session session = opened(false, Proof.password(NOW));
        Instant later = NOW.plus(Duration.ofHours(23)).plusSeconds(1800);

        session.rotate(token(), config, later);

        assertThat(session.idleExpiresAt()).isEqualTo(NOW.plus(Duration.ofHours(24)));
    }

    @Test
    void isAal2ForADayAfterTheSecondFactor() {
        Session session = opened(true, Proof.passwordAnd("sms", NOW));

        assertThat(session.isAal2(config, NOW.plus(Duration.ofHours(24)).minusSeconds(1)))
                .isTrue();
        assertThat(session.isAal2(config, NOW.plus(Duration.ofHours(24)))).isFalse();
    }

    @Test
    void keepsItsSecondFactorWhenThePasswordAloneIsGivenAgain() {
        Session session = opened(true, Proof.passwordAnd("sms", NOW));
        Instant later = NOW.plus(Duration.ofHours(2));

        session.raise(Proof.password(later));

        assertThat(session.proof()).isEqualTo(new Proof(later, "pwd", "sms", NOW));
    }

    @Test
    void lastsNoLongerThanOthersOnceItsDeviceIsNotTrusted() {
        Session session = opened(true, Proof.password(NOW));
        Instant later = NOW.plus(Duration.ofDays(10));

        session.deviceNoLongerTrusted(config, later);

        assertThat(session.isLive(later.plus(Duration.ofHours(1)).minusSeconds(1)))
                .isTrue();
        assertThat(session.isLive(later.plus(Duration.ofHours(1)))).isFalse();
        assertThat(session.absoluteExpiresAt()).isEqualTo(later.plus(Duration.ofHours(24)));
    }

    @Test
    void lastsLongerOnceItsDeviceIsTrusted() {
        Session session = opened(false, Proof.password(NOW));

        session.deviceTrusted(new DeviceTrust(true, null), config, NOW.plusSeconds(60));

        assertThat(session.absoluteExpiresAt()).isEqualTo(NOW.plus(Duration.ofDays(365)));
        assertThat(session.isLive(NOW.plus(Duration.ofDays(30)))).isTrue();
    }

    @Test
    void endsSoonAfterTheTrustInItsDevice() {
        Instant end = NOW.plus(Duration.ofDays(30));

        Session session = opened(new DeviceTrust(true, end), Proof.password(NOW));

        assertThat(session.absoluteExpiresAt()).isEqualTo(end.plus(Duration.ofHours(24)));
    }

    private Session opened(boolean onTrustedDevice, Proof proof) {
        return opened(new DeviceTrust(onTrustedDevice, null), proof);
    }

    private Session opened(DeviceTrust device, Proof proof) {
        return new Session(
                UUID.randomUUID(), UUID.randomUUID(), OpenSession.CLIENT_ID, proof, device, token(), config, NOW);
    }

    private static RefreshToken token() {
        return new RefreshToken(UUID.randomUUID(), "any text");
    }
}
