package io.twofold.otp;

import static io.twofold.otp.Client.byCaller;
import static io.twofold.otp.Client.freshBinding;
import static io.twofold.otp.Client.freshNumber;
import static io.twofold.otp.Client.text;
import static io.twofold.otp.Client.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.testing.MutableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@OtpTest
class TheSendingLimits {

    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

    private final Client partner = Client.partner();
    private final Client identity = Client.identity();
    private final String number = freshNumber();
    private final String account = UUID.randomUUID().toString();

    @Inject
    MutableClock clock;

    @Test
    void aNumberGetsFiveCodesInTenMinutes() {
        assertThat(sentBefore(() -> text(freshBinding(), number))).isEqualTo(5);

        clock.advance(Duration.ofMinutes(4));
        Reply refused = partner.issue(text(freshBinding(), number));
        assertThat(refused.outcome()).isEqualTo("429 too_many_codes");
        assertThat(refused.retryAfter()).isEqualTo(360);
        clock.advance(Duration.ofMinutes(6).minusMillis(1));
        assertThat(partner.issue(text(freshBinding(), number)).status()).isEqualTo(429);
        clock.advance(Duration.ofMillis(1));
        assertThat(partner.issue(text(freshBinding(), number)).status()).isEqualTo(201);
    }

    @Test
    void aNumberGetsTenCodesAnHourAndTwentyADay() {
        int sent = 0;
        for (int i = 0; i < 12; i++) {
            sent += partner.issue(text(freshBinding(), number)).status() == 201 ? 1 : 0;
            clock.advance(Duration.ofMinutes(4));
        }
        assertThat(sent).isEqualTo(10);
        for (int i = 0; i < 24; i++) {
            sent += partner.issue(text(freshBinding(), number)).status() == 201 ? 1 : 0;
            clock.advance(Duration.ofMinutes(10));
        }
        assertThat(sent).isEqualTo(20);
        assertThat(partner.issue(text(freshBinding(), number)).retryAfter()).isGreaterThan(3600);
    }

    @Test
    void everySpellingOfANumberIsTheSameNumber() {
        String national = "(408) " + number.substring(5, 8) + "-" + number.substring(8);
        String fullWidth = number.chars()
                .mapToObj(c -> Character.toString(c - '0' + '０'))
                .collect(Collectors.joining())
                .replace((char) ('+' - '0' + '０'), '＋');
        String[] spellings = {number, "tel:" + number, "+1 " + national, number + " ext. 7", fullWidth};
        for (String spelling : spellings) {
            assertThat(partner.issue(text(freshBinding(), spelling)).status())
                    .as(spelling)
                    .isEqualTo(201);
        }
        Map<String, Object> typed = Map.of("country", "US", "number", national);
        assertThat(partner.issue(with(text(freshBinding(), ""), "destination", typed))
                        .outcome())
                .isEqualTo("429 too_many_codes");
    }

    @Test
    void anAccountGetsTenCodesAnHourToWhateverNumbers() {
        assertThat(sentBefore(() -> with(text(freshBinding(), freshNumber()), "accountId", account)))
                .isEqualTo(10);
    }

    @Test
    void aRefusedSendCountsNowhere() {
        assertThat(sentBefore(() -> with(text(freshBinding(), freshNumber()), "accountId", account)))
                .isEqualTo(10);
        for (int i = 0; i < 10; i++) {
            assertThat(partner.issue(with(text(freshBinding(), number), "accountId", account))
                            .status())
                    .isEqualTo(429);
        }
        // The account had no room, so the number was never counted; and the binding has its first send still.
        assertThat(sentBefore(() -> text(freshBinding(), number))).isEqualTo(5);
    }

    @Test
    void aRefusedSendLeavesTheBindingAsItWas() {
        sentBefore(() -> text(freshBinding(), number));
        String binding = freshBinding();
        assertThat(partner.issue(text(binding, number)).status()).isEqualTo(429);
        assertThat(partner.issue(text(binding, freshNumber())).status()).isEqualTo(201);
    }

    @Test
    void nobodyCanUseUpTheOwnersBudget() {
        sentBefore(() -> with(text(freshBinding(), number), "accountId", account));

        int sent = 0;
        while (identity.issue(signIn(true)).status() == 201) {
            sent++;
        }

        assertThat(sent).isEqualTo(10);
        assertThat(identity.issue(signIn(false)).status()).isEqualTo(429);
    }

    @Test
    void thatHoldsForEachNumberTheAccountTrustsThereAndBack() {
        String second = freshNumber();
        Reply issued = identity.issue(signIn(true));
        clock.advance(Duration.ofSeconds(30));
        sentBefore(() -> text(freshBinding(), number));
        sentBefore(() -> with(text(freshBinding(), second), "accountId", account));
        sentBefore(() -> with(text(freshBinding(), freshNumber()), "accountId", account));

        assertThat(identity.resend(issued.id(), to(second)).outcome()).isEqualTo("429 too_many_codes");
        assertThat(identity.resend(issued.id(), with(to(second), "proven", true))
                        .outcome())
                .isEqualTo("200");
        clock.advance(ONE_MINUTE);
        assertThat(identity.resend(issued.id(), with(to(number), "proven", true))
                        .outcome())
                .isEqualTo("200");
        clock.advance(ONE_MINUTE.multipliedBy(2));
        assertThat(identity.resend(issued.id()).outcome()).isEqualTo("200");
    }

    @Test
    void withoutAnAccountNothingIsProvenByAResend() {
        Reply issued = identity.issue(with(text(freshBinding(), freshNumber()), "purpose", "sign_in"));
        sentBefore(() -> text(freshBinding(), number));
        clock.advance(Duration.ofSeconds(30));
        assertThat(identity.resend(issued.id(), with(to(number), "proven", true))
                        .outcome())
                .isEqualTo("429 too_many_codes");
    }

    @Test
    void enrollingIsNeverProven() {
        Map<String, Object> enrolment = with(
                with(with(text(freshBinding(), number), "purpose", "enroll_phone"), "accountId", account),
                "proven",
                true);
        int sent = 0;
        while (identity.issue(with(enrolment, "binding", freshBinding())).status() == 201) {
            sent++;
        }
        assertThat(sent).isEqualTo(5);
    }

    @Test
    void aResendCountsLikeASend() {
        for (int i = 0; i < 4; i++) {
            assertThat(partner.issue(text(freshBinding(), number)).status()).isEqualTo(201);
        }
        Reply last = partner.issue(text(freshBinding(), number));
        clock.advance(Duration.ofSeconds(30));

        Reply refused = partner.resend(last.id());

        assertThat(refused.outcome()).isEqualTo("429 too_many_codes");
        assertThat(refused.retryAfter()).isEqualTo(570);
        assertThat(partner.resend(last.id(), Map.of("destination", Map.of("number", freshNumber())))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatTheCallerDeliversIsNoSendOfOurs() {
        for (int i = 0; i < 12; i++) {
            assertThat(partner.issue(with(byCaller(freshBinding()), "accountId", account))
                            .status())
                    .isEqualTo(201);
        }
    }

    private static Map<String, Object> to(String destination) {
        return Map.of("destination", Map.of("number", destination));
    }

    private Map<String, Object> signIn(boolean proven) {
        return with(
                with(with(text(freshBinding(), number), "purpose", "sign_in"), "accountId", account), "proven", proven);
    }

    private int sentBefore(Supplier<Map<String, Object>> request) {
        int sent = 0;
        while (partner.issue(request.get()).status() == 201) {
            sent++;
        }
        return sent;
    }
}
