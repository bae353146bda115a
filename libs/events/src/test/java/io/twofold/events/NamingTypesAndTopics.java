package io.twofold.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingTypesAndTopics {
    @Test
    void typesAreThoseOfTheContract() {
        assertThat(EventType.all())
                .extracting(EventType::name)
                .containsExactly(
                        "twofold.identity.AccountRegistered.v1",
                        "twofold.identity.EmailChanged.v1",
                        "twofold.identity.PasswordChanged.v1",
                        "twofold.identity.TwoFactorEnabled.v1",
                        "twofold.identity.TwoFactorDisabled.v1",
                        "twofold.identity.TrustedPhoneNumberAdded.v1",
                        "twofold.identity.TrustedPhoneNumberRemoved.v1",
                        "twofold.identity.TrustedDeviceAdded.v1",
                        "twofold.identity.TrustedDeviceRemoved.v1",
                        "twofold.identity.SignedIn.v1",
                        "twofold.identity.SignInRejected.v1",
                        "twofold.identity.SessionsEnded.v1",
                        "twofold.identity.RecoveryKeyChanged.v1",
                        "twofold.identity.AccountRecovered.v1",
                        "twofold.identity.AccountLocked.v1",
                        "twofold.identity.AccountUnlocked.v1",
                        "twofold.identity.AccountDeleted.v1",
                        "twofold.otp.ChallengeCreated.v1",
                        "twofold.otp.PhoneVerified.v1",
                        "twofold.otp.CodeVerified.v1",
                        "twofold.otp.ChallengeLocked.v1",
                        "twofold.otp.ChallengeExpired.v1",
                        "twofold.otp.SendingSuspended.v1",
                        "twofold.otp.SendingResumed.v1",
                        "twofold.otp.CodeDeliveryRequested.v1",
                        "twofold.otp.CodeDeliveryWithdrawn.v1",
                        "twofold.sms-gateway.MessageSent.v1",
                        "twofold.sms-gateway.MessageDelivered.v1",
                        "twofold.sms-gateway.MessageUndelivered.v1",
                        "twofold.sms-gateway.DeliveryFailed.v1",
                        "twofold.sms-gateway.ProviderSuspended.v1",
                        "twofold.app-password.AppPasswordCreated.v1",
                        "twofold.app-password.AppPasswordRevoked.v1",
                        "twofold.app-password.AppPasswordFirstUsed.v1");
    }

    @ParameterizedTest
    @CsvSource({
        "IDENTITY_EVENTS, identity.events, /identity-service, P14D",
        "OTP_EVENTS, otp.events, /otp-service, P14D",
        "OTP_DELIVERIES, otp.deliveries, /otp-service, PT1H",
        "SMS_GATEWAY_EVENTS, sms-gateway.events, /sms-gateway-service, P14D",
        "APP_PASSWORD_EVENTS, app-password.events, /app-password-service, P14D"
    })
    void topicsAreThoseOfTheContract(Topic topic, String name, String source, Duration retention) {
        assertThat(topic.topicName()).isEqualTo(name);
        assertThat(topic.source()).isEqualTo(source);
        assertThat(topic.retention()).isEqualTo(retention);
    }

    @Test
    void typeIsFoundByItsNameAndByItsRecord() {
        EventType type = EventType.of(new AccountUnlocked());

        assertThat(type).isSameAs(EventType.of(AccountUnlocked.class));
        assertThat(EventType.named("twofold.identity.AccountUnlocked.v1")).containsSame(type);
        assertThat(type.schema()).isEqualTo("urn:twofold:schema:identity.AccountUnlocked.v1");
        assertThat(type.topic()).isEqualTo(Topic.IDENTITY_EVENTS);
    }

    @Test
    void nameNobodyKnowsHasNoType() {
        assertThat(EventType.named("twofold.identity.AccountUnlocked.v2")).isEmpty();
    }

    @Test
    void familyOfRecordsIsNoType() {
        assertThatIllegalArgumentException().isThrownBy(() -> EventType.of(IdentityEvent.class));
    }

    @Test
    void deadLettersAreKeptByTopicAndConsumer() {
        assertThat(Topic.deadLetter(Topic.IDENTITY_EVENTS.topicName(), "app-password-service"))
                .isEqualTo("identity.events.app-password-service.dead-letter");
    }
}
