package io.twofold.otp;

import static io.twofold.otp.Client.byCaller;
import static io.twofold.otp.Client.freshBinding;
import static io.twofold.otp.Client.freshNumber;
import static io.twofold.otp.Client.identity;
import static io.twofold.otp.Client.partner;
import static io.twofold.otp.Client.text;
import static io.twofold.otp.Client.with;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.otp.lookup.FakeGateway;
import io.twofold.testing.MutableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@OtpTest
class LookingUpANumberFirst {

    @Inject
    MutableClock clock;

    @Test
    void aNumberOfWhichNothingMoreIsKnownHasItsCode() {
        String number = freshNumber();
        Reply reply = partner().issue(text(freshBinding(), number));
        assertThat(reply.outcome()).isEqualTo("201");
        assertThat(reply.body().has("warning")).isFalse();
        assertThat(FakeGateway.askedFor(number)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign_in", "recovery"})
    void aSwapInTheLastDaysKeepsCodesForAccountsBack(String purpose) {
        String number = swapped(Duration.ofHours(71));
        Reply reply = identity().issue(signIn(number, purpose));
        assertThat(reply.outcome()).isEqualTo("422 phone_number_recently_changed");
        assertThat(reply.time("usableAt")).isEqualTo(clock.instant().plus(Duration.ofHours(1)));

        Reply call = identity().issue(with(signIn(number, purpose), "channel", "voice"));
        assertThat(call.outcome()).isEqualTo("422 phone_number_recently_changed");
    }

    @Test
    void anOlderSwapDoesNot() {
        assertThat(identity()
                        .issue(signIn(swapped(Duration.ofDays(3)), "sign_in"))
                        .outcome())
                .isEqualTo("201");
    }

    @Test
    void whereANumberIsOnlyBeingProvenASwapIsAWarning() {
        String number = swapped(Duration.ofHours(1));
        Reply enrolling = identity().issue(with(text(freshBinding(), number), "purpose", "enroll_phone"));
        assertThat(enrolling.outcome()).isEqualTo("201");
        assertThat(enrolling.body().at("/warning/code").asText()).isEqualTo("phone_number_recently_changed");
        assertThat(enrolling.body().at("/warning/text").asText()).contains("SIM card");

        Reply again = partner().issue(text(freshBinding(), number));
        assertThat(again.body().at("/warning/code").asText()).isEqualTo("phone_number_recently_changed");
    }

    @Test
    void aSwapBetweenTwoCodesIsNoticed() {
        String number = freshNumber();
        Reply first = identity().issue(signIn(number, "sign_in"));
        clock.advance(Duration.ofSeconds(31));
        FakeGateway.says(number, "{\"type\":\"mobile\",\"simSwappedAt\":\"" + clock.instant() + "\"}");

        assertThat(identity().resend(first.id()).outcome()).isEqualTo("422 phone_number_recently_changed");
        assertThat(Telephone.requests(first.id(), 1)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "voip, voip",
        "premium, premium",
        "toll_free, toll_free",
        "shared_cost, shared_cost",
        "personal, forwarding",
        "switchboard, switchboard",
        "pager, pager",
        "voicemail, voicemail"
    })
    void aNumberThatIsNotWhatItLooksLikeIsRefused(String type, String kind) {
        String number = freshNumber();
        FakeGateway.says(number, "{\"type\":\"" + type + "\"}");
        Reply reply = partner().issue(text(freshBinding(), number));
        assertThat(reply.outcome()).isEqualTo("422 phone_number_not_allowed");
        assertThat(reply.text("kind")).isEqualTo(kind);
    }

    @Test
    void aLandlineGetsCallsOnly() {
        String number = freshNumber();
        FakeGateway.says(number, "{\"type\":\"landline\"}");
        Reply text = partner().issue(text(freshBinding(), number));
        assertThat(text.outcome()).isEqualTo("422 phone_number_not_allowed");
        assertThat(text.text("kind")).isEqualTo("landline");

        Reply call = partner().issue(with(text(freshBinding(), number), "channel", "voice"));
        assertThat(call.outcome()).isEqualTo("201");
        assertThat(call.body().at("/sentTo/methods")).hasSize(1);
        clock.advance(Duration.ofSeconds(31));
        assertThat(partner().resend(call.id(), Map.of("channel", "sms")).text("kind"))
                .isEqualTo("landline");
    }

    @Test
    void voipIsAWarningWhereItIsAccepted() {
        String number = "+4670" + freshNumber().substring(5);
        FakeGateway.says(number, "{\"country\":\"SE\",\"type\":\"voip\"}");
        Reply reply = partner().issue(text(freshBinding(), number));
        assertThat(reply.outcome()).isEqualTo("201");
        assertThat(reply.body().at("/warning/code").asText()).isEqualTo("internet_phone_number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "{\"type\":\"mobile\",\"simSwappedAt\":\"soon\"}", "{", "stall"})
    void whereNobodyAnswersTheCodeGoesOutUnwarned(String answer) {
        String number = freshNumber();
        FakeGateway.says(number, answer);
        Instant start = Instant.now();
        Reply reply = identity().issue(signIn(number, "sign_in"));
        assertThat(reply.outcome()).isEqualTo("201");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aGatewayThatTalksNonsenseHasNotAnswered() {
        String good = "{\"type\":\"mobile\"}";
        List<String> answers = new ArrayList<>(Collections.nCopies(10, good));
        for (String nonsense : List.of("null", "[]", "<html>", "{}", "7", "")) {
            answers.addAll(List.of(nonsense, good, good));
        }
        answers.addAll(Collections.nCopies(10, good)); // so that nobody takes it for broken
        assertThat(answers).allSatisfy(answer -> {
            String number = freshNumber();
            FakeGateway.says(number, answer);
            assertThat(partner().issue(text(freshBinding(), number)).outcome()).isEqualTo("201");
            assertThat(FakeGateway.askedFor(number)).isEqualTo(1);
        });
    }

    @Test
    void aRepeatHasItsAnswerAndBuysNoLookUp() {
        String number = freshNumber();
        String key = freshBinding();
        Map<String, Object> request = text(freshBinding(), number);
        Reply first = partner().issue(request, key);
        clock.advance(Duration.ofSeconds(31));
        assertThat(partner().issue(request, key).id()).isEqualTo(first.id());
        assertThat(FakeGateway.askedFor(number)).isEqualTo(1);
    }

    @Test
    void whatComesTooSoonBuysNoLookUp() {
        String binding = freshBinding();
        String number = freshNumber();
        String other = freshNumber();
        Reply first = partner().issue(text(binding, number));
        clock.advance(Duration.ofSeconds(11));
        assertThat(partner().issue(text(binding, other)).outcome()).isEqualTo("429 resend_too_soon");
        assertThat(partner().resend(first.id()).outcome()).isEqualTo("429 resend_too_soon");
        assertThat(FakeGateway.askedFor(other)).isZero();
        assertThat(FakeGateway.askedFor(number)).isEqualTo(1);
    }

    @Test
    void aKeyThatCannotBeOneIsSeenFirst() {
        String number = freshNumber();
        assertThat(partner()
                        .issue(text(freshBinding(), number), "k".repeat(256))
                        .outcome())
                .isEqualTo("422 validation_failed");
        assertThat(FakeGateway.askedFor(number)).isZero();
    }

    @Test
    void aNumberOutOfPlaceIsSeenBeforeWhatComesTooSoon() {
        Reply first = partner().issue(text(freshBinding(), freshNumber()));
        assertThat(partner()
                        .resend(first.id(), Map.of("channel", "caller", "destination", Map.of("number", freshNumber())))
                        .outcome())
                .isEqualTo("422 validation_failed");
    }

    @Test
    void theGatewayHearsOnWhichNumbersAccountsDepend() {
        String trusted = freshNumber();
        String anybodys = freshNumber();
        identity().issue(signIn(trusted, "sign_in"));
        identity().issue(with(text(freshBinding(), anybodys), "purpose", "enroll_phone"));
        assertThat(FakeGateway.wasToOpenAnAccount(trusted)).isTrue();
        assertThat(FakeGateway.askedFor(anybodys)).isEqualTo(1);
        assertThat(FakeGateway.wasToOpenAnAccount(anybodys)).isFalse();
    }

    @Test
    void aTokenThatIsRefusedIsNotUsedAgainAndCostsNoAnswer() {
        partner().issue(text(freshBinding(), freshNumber()));
        int before = FakeGateway.tokensGiven();
        FakeGateway.forgetTokens();
        String number = freshNumber();
        partner().issue(text(freshBinding(), number));
        partner().issue(text(freshBinding(), freshNumber()));
        assertThat(FakeGateway.askedFor(number)).isEqualTo(2);
        assertThat(FakeGateway.tokensGiven()).isEqualTo(before + 1);
    }

    @Test
    void anAnswerInWhichSomebodyIsMissingIsNotRemembered() {
        String number = freshNumber();
        FakeGateway.says(number, "{\"type\":\"mobile\",\"unanswered\":[\"twilio\"]}");
        partner().issue(text(freshBinding(), number));
        partner().issue(text(freshBinding(), number));
        assertThat(FakeGateway.askedFor(number)).isEqualTo(2);
    }

    @Test
    void anAnswerIsRememberedForSomeSeconds() {
        String number = freshNumber();
        Reply first = partner().issue(text(freshBinding(), number));
        partner().issue(text(freshBinding(), number));
        assertThat(FakeGateway.askedFor(number)).isEqualTo(1);

        clock.advance(Duration.ofSeconds(31));
        assertThat(partner().resend(first.id()).outcome()).isEqualTo("200");
        assertThat(FakeGateway.askedFor(number)).isEqualTo(2);
    }

    @Test
    void nobodyIsAskedWhereNoNumberIs() {
        Reply reply = partner().issue(byCaller(freshBinding()));
        assertThat(reply.outcome()).isEqualTo("201");
        clock.advance(Duration.ofSeconds(31));
        assertThat(partner().resend(reply.id()).outcome()).isEqualTo("200");
    }

    @Test
    void oneTokenServesManyLookUps() {
        partner().issue(text(freshBinding(), freshNumber()));
        int before = FakeGateway.tokensGiven();
        List<Reply> replies = Client.atOnce(64, _ -> partner().issue(text(freshBinding(), freshNumber())));
        assertThat(replies).allSatisfy(reply -> assertThat(reply.outcome()).isEqualTo("201"));
        assertThat(FakeGateway.tokensGiven()).isEqualTo(before);

        clock.advance(Duration.ofMinutes(10));
        // After so many at once the gateway may not be asked for a while.
        await().atMost(20, SECONDS).until(() -> {
            partner().issue(text(freshBinding(), freshNumber()));
            return FakeGateway.tokensGiven() > before;
        });
        assertThat(FakeGateway.tokensGiven()).isEqualTo(before + 1);
    }

    private String swapped(Duration ago) {
        String number = freshNumber();
        FakeGateway.says(
                number,
                "{\"type\":\"mobile\",\"simSwappedAt\":\"" + clock.instant().minus(ago) + "\"}");
        return number;
    }

    private static Map<String, Object> signIn(String number, String purpose) {
        return with(
                with(with(text(freshBinding(), number), "purpose", purpose), "accountId", freshBinding()),
                "proven",
                true);
    }
}
