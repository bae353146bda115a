package io.twofold.identity.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.identity.secret.OpaqueToken;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ADeviceThatIsNew {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final Device device = new Device(
            UUID.randomUUID(),
            UUID.randomUUID(),
            "My phone",
            DeviceKind.PHONE,
            null,
            OpaqueToken.presented("token"),
            NOW);

    @Test
    void waitsAnHourFromItsFirstSignInWithTwoFactors() {
        assertThat(device.securityDelayLeft(HOUR, NOW)).isEqualTo(HOUR);
        device.provedTwoFactors(NOW);
        device.provedTwoFactors(NOW.plusSeconds(1800));

        assertThat(device.securityDelayLeft(HOUR, NOW.plusSeconds(3599))).isEqualTo(Duration.ofSeconds(1));
        assertThat(device.securityDelayLeft(HOUR, NOW.plusSeconds(3600)).isPositive())
                .isFalse();
    }

    @Test
    void doesNotWaitIfItTurnedTwoFactorAuthenticationOn() {
        device.turnedTwoFactorOn(NOW);

        assertThat(device.securityDelayLeft(HOUR, NOW).isPositive()).isFalse();
    }

    @Test
    void beginsAnewWhenTwoFactorAuthenticationWasOff() {
        device.turnedTwoFactorOn(NOW);
        device.forgetTwoFactors();

        assertThat(device.securityDelayLeft(HOUR, NOW)).isEqualTo(HOUR);
    }

    @Test
    void isTrustedUntilTheEndOfItsTrust() {
        device.trust(NOW, NOW.plus(HOUR));

        assertThat(device.isTrusted(NOW.plus(HOUR).minusMillis(1))).isTrue();
        assertThat(device.isTrusted(NOW.plus(HOUR))).isFalse();
    }
}
