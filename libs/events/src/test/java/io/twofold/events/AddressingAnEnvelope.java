package io.twofold.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressingAnEnvelope {
    private static final ChallengeExpired EXPIRED = new ChallengeExpired();

    @Test
    void sourceTypeAndTopicFollowFromTheData() {
        Envelope<ChallengeExpired> envelope = about("challenge", "account");

        assertThat(envelope.source()).isEqualTo("/otp-service");
        assertThat(envelope.type()).isEqualTo("twofold.otp.ChallengeExpired.v1");
        assertThat(envelope.topic()).isEqualTo(Topic.OTP_EVENTS);
    }

    @Test
    void keyIsTheAccount() {
        assertThat(about("challenge", "account").key()).isEqualTo("account");
    }

    @Test
    void keyIsTheSubjectWhereThereIsNoAccount() {
        assertThat(about("challenge", null).key()).isEqualTo("challenge");
    }

    @ParameterizedTest
    @CsvSource({
        "/identity-service, twofold.otp.ChallengeExpired.v1",
        "/otp-service, twofold.otp.ChallengeLocked.v1",
        "/otp-service, twofold.otp.ChallengeExpired.v2"
    })
    void anotherSourceOrTypeIsRefused(String source, String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Envelope<>("id", source, type, "challenge", null, Instant.EPOCH, 1, null, EXPIRED));
    }

    @Test
    void blankIdsAndNegativeSequencesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> about(" ", "account"));
        assertThatIllegalArgumentException().isThrownBy(() -> about("challenge", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Envelope.of("", "challenge", null, Instant.EPOCH, 1, null, EXPIRED));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Envelope.of("id", "challenge", null, Instant.EPOCH, -1, null, EXPIRED));
    }

    private static Envelope<ChallengeExpired> about(String subject, @Nullable String accountId) {
        return Envelope.of("id", subject, accountId, Instant.EPOCH, 1, null, EXPIRED);
    }
}
