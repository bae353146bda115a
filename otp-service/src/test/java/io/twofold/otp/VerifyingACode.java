package io.twofold.otp;

import static io.twofold.otp.Client.byCaller;
import static io.twofold.otp.Client.freshBinding;
import static io.twofold.otp.Client.freshNumber;
import static io.twofold.otp.Client.text;
import static io.twofold.otp.Client.with;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.testing.MutableClock;
import io.twofold.testing.Topics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OtpTest
class VerifyingACode {

    private final Client partner = Client.partner();
    private final String binding = freshBinding();

    @Inject
    MutableClock clock;

    @Test
    void theRightCodeIsAcceptedOnce() {
        Reply issued = partner.issue(byCaller(binding));

        Reply verified = partner.verify(issued.id(), binding, issued.text("code"));

        assertThat(verified.status()).isEqualTo(200);
        assertThat(verified.body().path("verified").asBoolean()).isTrue();
        assertThat(verified.time("verifiedAt")).isEqualTo(clock.instant());
        assertThat(partner.verify(issued.id(), binding, issued.text("code")).outcome())
                .isEqualTo("409 code_already_used");
        assertThat(partner.get(issued.id()).text("state")).isEqualTo("verified");
    }

    @Test
    void aCodeThatCameByTelephoneProvesTheNumber() {
        String account = UUID.randomUUID().toString();
        Reply issued = Client.identity()
                .issue(with(with(text(binding, "+14089742042"), "purpose", "enroll_phone"), "accountId", account));
        String code = Telephone.codeOf(issued.id(), 1);

        Reply verified = Client.identity().verify(issued.id(), binding, code);

        assertThat(verified.status()).isEqualTo(200);
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(
                                Topics.read("otp.events").about(issued.id()).ofType("twofold.otp.PhoneVerified.v1"))
                        .singleElement()
                        .satisfies(record -> {
                            assertThat(record.key()).isEqualTo(account);
                            assertThat(record.header("ce_sequence")).isEqualTo("00000000000000000002");
                            assertThat(record.value())
                                    .isEqualTo("""
                                    {"challengeId":"%s","binding":"%s","purpose":"enroll_phone","channel":"sms",\
                                    "country":"US","masked":"(•••) •••-••42","client":"identity","verifiedAt":"%s"}""".formatted(issued.id(), binding, verified.text("verifiedAt")));
                        }));
    }

    @Test
    void aCodeThatTheCallerDeliveredProvesNoNumber() {
        Reply issued = partner.issue(byCaller(binding));
        partner.verify(issued.id(), binding, issued.text("code"));

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(Topics.read("otp.events").about(issued.id()))
                        .extracting(record -> record.header("ce_type"))
                        .containsExactly("twofold.otp.ChallengeCreated.v1", "twofold.otp.CodeVerified.v1"));
    }

    @Test
    void theFifthWrongCodeIsTheLast() {
        Reply issued = partner.issue(byCaller(binding));
        String wrong = Telephone.otherThan(issued.text("code"));
        for (int left = 4; left >= 0; left--) {
            Reply refused = partner.verify(issued.id(), binding, wrong);
            assertThat(refused.outcome()).isEqualTo("422 incorrect_code");
            assertThat(refused.number("attemptsLeft")).isEqualTo(left);
        }

        clock.advance(Duration.ofMinutes(4));
        Reply right = partner.verify(issued.id(), binding, issued.text("code"));
        assertThat(right.outcome()).isEqualTo("429 too_many_attempts");
        assertThat(right.retryAfter()).isEqualTo(360);
        assertThat(partner.verify(issued.id(), binding, wrong).outcome()).isEqualTo("429 too_many_attempts");
        assertThat(partner.resend(issued.id()).outcome()).isEqualTo("429 too_many_attempts");
        assertThat(partner.issue(byCaller(binding)).outcome()).isEqualTo("429 too_many_attempts");
        assertThat(partner.get(issued.id()).text("state")).isEqualTo("locked");
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(
                                Topics.read("otp.events").about(issued.id()).ofType("twofold.otp.ChallengeLocked.v1"))
                        .singleElement()
                        .extracting(record -> record.value())
                        .isEqualTo("{\"reason\":\"too_many_attempts\"}"));
    }

    @Test
    void aLateCodeIsRefusedEvenIfItIsRight() {
        Reply issued = partner.issue(byCaller(binding));
        clock.advance(Duration.ofMinutes(10));

        assertThat(partner.verify(issued.id(), binding, issued.text("code")).outcome())
                .isEqualTo("410 code_expired");
        assertThat(partner.get(issued.id()).text("state")).isEqualTo("expired");
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(
                                Topics.read("otp.events").about(issued.id()).ofType("twofold.otp.ChallengeExpired.v1"))
                        .hasSize(1));
        // Looking at the code would have cost a try.
        assertThat(partner.resend(issued.id()).number("attemptsLeft")).isEqualTo(5);
    }

    @Test
    void aCodeIsGoodUntilItsLastMillisecond() {
        Reply issued = partner.issue(byCaller(binding));
        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(partner.verify(issued.id(), binding, issued.text("code")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"12345", "1234567", "12345a", "", " 12345", "１２３４５６", "١٢٣٤٥٦", "12 345", "-12345", "+12345"})
    void whatIsNoCodeSpendsNoTry(String code) {
        Reply issued = partner.issue(byCaller(binding));

        assertThat(partner.verify(issued.id(), binding, code).outcome()).isEqualTo("422 validation_failed");
        assertThat(partner.get(issued.id()).number("attemptsLeft")).isEqualTo(5);
    }

    @Test
    void aCodeThatIsANumberIsNoCode() {
        Reply issued = partner.issue(byCaller(binding));
        Reply refused = partner.send(
                "POST", "/v1/challenges/" + issued.id() + "/verify", Map.of("code", 123456, "binding", binding));
        assertThat(refused.outcome()).isEqualTo("422 validation_failed");
    }

    @Test
    void withAnotherBindingTheChallengeIsUnknownAndNoTryIsSpent() {
        Reply issued = partner.issue(byCaller(binding));
        Reply other = partner.issue(byCaller(freshBinding()));

        assertThat(partner.verify(issued.id(), freshBinding(), issued.text("code"))
                        .outcome())
                .isEqualTo("404 not_found");
        assertThat(partner.verify(other.id(), binding, issued.text("code")).outcome())
                .isEqualTo("404 not_found");
        assertThat(partner.get(issued.id()).number("attemptsLeft")).isEqualTo(5);
    }

    @Test
    void aCodeIsNothingToAnotherChallenge() {
        String otherBinding = freshBinding();
        Reply issued = partner.issue(byCaller(binding));
        Reply other = partner.issue(byCaller(otherBinding));
        assertThat(partner.verify(other.id(), otherBinding, issued.text("code")).outcome())
                .isEqualTo(issued.text("code").equals(other.text("code")) ? "200" : "422 incorrect_code");
    }

    @Test
    void anotherClientsChallengeIsUnknown() {
        Reply issued = partner.issue(text(binding, freshNumber()));
        Client stranger = new Client("stranger");
        String id = issued.id();

        assertThat(stranger.verify(id, binding, "123456").outcome()).isEqualTo("404 not_found");
        assertThat(stranger.resend(id).outcome()).isEqualTo("404 not_found");
        assertThat(stranger.get(id).outcome()).isEqualTo("404 not_found");
        assertThat(stranger.cancel(id).outcome()).isEqualTo("404 not_found");
        assertThat(partner.get(id).text("state")).isEqualTo("pending");
        assertThat(partner.get(id).number("attemptsLeft")).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "0193f6a0-0000-7000-8000-000000000000", "%27--"})
    void whatDoesNotExistIsUnknown(String id) {
        assertThat(partner.verify(id, binding, "123456").outcome()).isEqualTo("404 not_found");
        assertThat(partner.get(id).outcome()).isEqualTo("404 not_found");
    }
}
