package io.twofold.otp;

import static io.twofold.otp.Client.atOnce;
import static io.twofold.otp.Client.freshBinding;
import static io.twofold.otp.Client.freshNumber;
import static io.twofold.otp.Client.text;
import static io.twofold.otp.Client.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.testing.MutableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OtpTest
class TheBudgetsThatAllShare {

    private static final String NIUE = "+6838884012";

    private final Client partner = Client.partner();
    private final Client identity = Client.identity();

    @Inject
    MutableClock clock;

    @Test
    void aCountryGetsItsDaysCodesAndAllGetTheSameAnswer() {
        beginADay();

        List<Reply> replies = atOnce(62, i -> partner.issue(text(freshBinding(), icelandic(i))));

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(201));
        assertThat(sent(replies)).hasSize(12);
        Reply signIn = identity.issue(signIn(icelandic(70), true));
        assertThat(sent(List.of(signIn))).hasSize(1);

        clock.advance(Duration.ofDays(1));
        assertThat(sent(List.of(partner.issue(text(freshBinding(), icelandic(71))))))
                .hasSize(1);
    }

    @Test
    void soDoesOneWhoseBudgetIsLeasedInBlocks() {
        beginADay();

        List<Reply> replies = atOnce(200, i -> partner.issue(text(freshBinding(), maltese(i))));

        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(201));
        assertThat(sent(replies)).hasSize(150);
    }

    @Test
    void whoseMoneyIsSpentIsToldIfTheAccountKnowsThemAndElseNothing() {
        Reply refused = identity.issue(signIn(NIUE, true));
        assertThat(refused.outcome()).isEqualTo("503 delivery_unavailable");
        assertThat(refused.retryAfter()).isBetween(1L, 3600L);

        Reply suppressed = identity.issue(signIn(NIUE, false));
        assertThat(suppressed.status()).isEqualTo(201);
        assertThat(sent(List.of(suppressed))).isEmpty();
    }

    /** A day of UTC in which nothing was sent yet. */
    private void beginADay() {
        clock.advance(Duration.ofDays(1));
    }

    private static String icelandic(int i) {
        return "+35469%d%04d".formatted(i % 10, i);
    }

    private static String maltese(int i) {
        return "+35679%02d%04d".formatted(i % 100, i);
    }

    private static Map<String, Object> signIn(String number, boolean proven) {
        return with(
                with(
                        with(text(freshBinding(), number), "purpose", "sign_in"),
                        "accountId",
                        UUID.randomUUID().toString()),
                "proven",
                proven);
    }

    private List<String> sent(List<Reply> replies) {
        String last = partner.issue(text(freshBinding(), freshNumber())).id();
        return Telephone.sentBefore(last, replies.stream().map(Reply::id).toList());
    }
}
