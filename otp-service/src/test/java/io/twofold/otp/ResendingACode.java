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
import org.junit.jupiter.api.Test;

@OtpTest
class ResendingACode {

    private final Client partner = Client.partner();
    private final String binding = freshBinding();

    @Inject
    MutableClock clock;

    @Test
    void theWaitDoublesAndTheFifthSendIsTheLast() {
        Reply issued = partner.issue(byCaller(binding));
        for (int wait : new int[] {30, 60, 120, 240}) {
            clock.advance(Duration.ofSeconds(wait).minusMillis(1));
            Reply early = partner.resend(issued.id());
            assertThat(early.outcome()).isEqualTo("429 resend_too_soon");
            assertThat(early.retryAfter()).isEqualTo(1);
            clock.advance(Duration.ofMillis(1));
            assertThat(partner.resend(issued.id()).status()).isEqualTo(200);
        }
        clock.advance(Duration.ofMinutes(9));

        Reply sixth = partner.resend(issued.id());

        assertThat(sixth.outcome()).isEqualTo("429 too_many_codes");
        assertThat(sixth.retryAfter()).isEqualTo(60);
    }

    @Test
    void theOlderCodeIsToldApartAndSpendsATry() {
        Reply issued = partner.issue(byCaller(binding));
        clock.advance(Duration.ofSeconds(30));
        Reply resent = partner.resend(issued.id());
        assertThat(resent.id()).isEqualTo(issued.id());
        assertThat(resent.text("code")).matches("[0-9]{6}");

        Reply crossed = partner.verify(issued.id(), binding, issued.text("code"));

        assertThat(crossed.outcome()).isEqualTo("422 code_superseded");
        assertThat(crossed.number("attemptsLeft")).isEqualTo(4);
        assertThat(partner.verify(issued.id(), binding, resent.text("code")).status())
                .isEqualTo(200);
    }

    @Test
    void triesAreNotGivenBack() {
        Reply issued = partner.issue(byCaller(binding));
        partner.verify(issued.id(), binding, Telephone.otherThan(issued.text("code")));
        clock.advance(Duration.ofSeconds(30));
        assertThat(partner.resend(issued.id()).number("attemptsLeft")).isEqualTo(4);
    }

    @Test
    void anExpiredCodeCanBeSentAnew() {
        Reply issued = partner.issue(byCaller(binding));
        clock.advance(Duration.ofMinutes(11));
        Reply resent = partner.resend(issued.id());
        assertThat(resent.time("expiresAt")).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(partner.verify(issued.id(), binding, resent.text("code")).status())
                .isEqualTo(200);
    }

    @Test
    void anotherChannelAndAnotherNumberCanBeChosen() {
        String first = freshNumber();
        String second = freshNumber();
        Reply issued = partner.issue(text(binding, first));

        clock.advance(Duration.ofSeconds(30));
        assertThat(partner.resend(issued.id(), Map.of("channel", "voice")).text("channel"))
                .isEqualTo("voice");
        clock.advance(Duration.ofSeconds(60));
        Reply third = partner.resend(issued.id(), Map.of("channel", "sms", "destination", Map.of("number", second)));

        assertThat(third.body().at("/sentTo/lastDigits").asText()).isEqualTo(second.substring(second.length() - 2));
        var requests = Telephone.requests(issued.id(), 3);
        assertThat(requests)
                .extracting(request -> request.path("channel").asText())
                .containsExactly("sms", "voice", "sms");
        assertThat(Telephone.destinationOf(issued.id(), 3)).isEqualTo(second);
        // The superseded sends are called back.
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(Telephone.data(
                                Topics.read("otp.deliveries").about(issued.id()).ofType(Telephone.WITHDRAWN)))
                        .extracting(withdrawn -> withdrawn.path("send").asInt())
                        .containsExactly(1, 2));
    }

    @Test
    void aCodeForTheCallerBecomesATextOnlyWithANumber() {
        Reply issued = partner.issue(byCaller(binding));
        clock.advance(Duration.ofSeconds(30));
        assertThat(partner.resend(issued.id(), Map.of("channel", "sms")).outcome())
                .isEqualTo("422 validation_failed");
        assertThat(partner.resend(issued.id(), Map.of("destination", Map.of("number", freshNumber())))
                        .outcome())
                .isEqualTo("422 validation_failed");
        Reply resent =
                partner.resend(issued.id(), Map.of("channel", "sms", "destination", Map.of("number", freshNumber())));
        assertThat(resent.status()).isEqualTo(200);
        assertThat(resent.body().has("code")).isFalse();
    }

    @Test
    void aLandlineIsCalledNotTexted() {
        Reply issued = partner.issue(with(
                text(binding, "+4930" + (20000000 + System.nanoTime() % 9999999)), "channel", "voice"));
        assertThat(issued.body().at("/sentTo/methods").toString()).isEqualTo("[\"voice\"]");
        assertThat(partner.resend(issued.id(), Map.of("channel", "sms")).outcome())
                .as("no wait would help")
                .isEqualTo("422 phone_number_not_allowed");
        clock.advance(Duration.ofSeconds(30));
        assertThat(partner.resend(issued.id()).status()).isEqualTo(200);
    }

    @Test
    void onlyIdentityMaySayThatANumberIsTrusted() {
        Reply issued = partner.issue(text(binding, freshNumber()));
        clock.advance(Duration.ofSeconds(30));
        Reply refused = partner.resend(issued.id(), Map.of("proven", true));
        assertThat(refused.outcome()).isEqualTo("422 validation_failed");
        assertThat(refused.body().at("/violations/0/field").asText()).isEqualTo("proven");
    }

    @Test
    void withoutABodyEverythingStaysAsItWas() {
        Reply issued = partner.issue(byCaller(binding));
        clock.advance(Duration.ofSeconds(30));
        assertThat(partner.send("POST", "/v1/challenges/" + issued.id() + "/resend", null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatIsOverTakesNoMoreCodes() {
        Reply verified = partner.issue(byCaller(binding));
        partner.verify(verified.id(), binding, verified.text("code"));
        assertThat(partner.resend(verified.id()).outcome()).isEqualTo("409 code_already_used");

        Reply cancelled = partner.issue(byCaller(freshBinding()));
        partner.cancel(cancelled.id());
        assertThat(partner.resend(cancelled.id()).outcome()).isEqualTo("410 code_expired");

        String otherBinding = freshBinding();
        Reply superseded = partner.issue(byCaller(otherBinding));
        clock.advance(Duration.ofSeconds(30));
        partner.issue(byCaller(otherBinding));
        assertThat(partner.resend(superseded.id()).outcome()).isEqualTo("422 code_superseded");
    }
}
