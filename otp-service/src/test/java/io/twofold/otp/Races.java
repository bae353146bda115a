package io.twofold.otp;

import static io.twofold.otp.Client.atOnce;
import static io.twofold.otp.Client.byCaller;
import static io.twofold.otp.Client.freshBinding;
import static io.twofold.otp.Client.freshNumber;
import static io.twofold.otp.Client.text;
import static io.twofold.otp.Client.with;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twofold.testing.MutableClock;
import io.twofold.testing.Topics;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OtpTest
class Races {

    private final Client partner = Client.partner();
    private final String binding = freshBinding();

    @Inject
    MutableClock clock;

    @Test
    void sixtyFourRightAnswersAreOneSuccess() {
        Reply issued = partner.issue(text(binding, freshNumber()));
        String code = Telephone.codeOf(issued.id(), 1);

        List<Reply> replies = atOnce(64, i -> partner.verify(issued.id(), binding, code));

        assertThat(outcomes(replies)).isEqualTo(Map.of("200", 1L, "409 code_already_used", 63L));
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(
                                Topics.read("otp.events").about(issued.id()).ofType("twofold.otp.PhoneVerified.v1"))
                        .hasSize(1));
    }

    @Test
    void twoHundredGuessesAreFiveEvaluations() {
        Reply issued = partner.issue(byCaller(binding));
        String wrong = Telephone.otherThan(issued.text("code"));

        List<Reply> replies = atOnce(200, i -> partner.verify(issued.id(), binding, wrong));

        assertThat(outcomes(replies)).isEqualTo(Map.of("422 incorrect_code", 5L, "429 too_many_attempts", 195L));
        assertThat(replies.stream().filter(reply -> reply.status() == 422).map(reply -> reply.number("attemptsLeft")))
                .containsExactlyInAnyOrder(4, 3, 2, 1, 0);
        assertThat(partner.verify(issued.id(), binding, issued.text("code")).status())
                .isEqualTo(429);
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(
                                Topics.read("otp.events").about(issued.id()).ofType("twofold.otp.ChallengeLocked.v1"))
                        .hasSize(1));
    }

    @Test
    void guessesForAnOlderChallengeOfTheBindingSpendTheSameTries() {
        Reply older = partner.issue(byCaller(binding));
        clock.advance(Duration.ofSeconds(30));
        Reply newer = partner.issue(byCaller(binding));
        String wrong = Telephone.otherThan(newer.text("code"));

        List<Reply> replies = atOnce(40, i -> partner.verify(i % 2 == 0 ? older.id() : newer.id(), binding, wrong));

        assertThat(outcomes(replies)).containsEntry("429 too_many_attempts", 35L);
    }

    @Test
    void oneResendPerCoolDown() {
        Reply issued = partner.issue(text(binding, freshNumber()));
        clock.advance(Duration.ofSeconds(30));

        List<Reply> replies = atOnce(20, i -> partner.resend(issued.id()));

        assertThat(outcomes(replies)).isEqualTo(Map.of("200", 1L, "429 resend_too_soon", 19L));
        assertThat(partner.get(issued.id()).number("sends")).isEqualTo(2);
    }

    @Test
    void oneChallengePerBindingAtATime() {
        List<Reply> replies = atOnce(20, i -> partner.issue(text(binding, freshNumber())));

        assertThat(outcomes(replies)).isEqualTo(Map.of("201", 1L, "429 resend_too_soon", 19L));
    }

    @Test
    void aNumbersLimitIsExactOverAllBindings() {
        String number = freshNumber();

        List<Reply> replies = atOnce(55, i -> partner.issue(text(freshBinding(), number)));

        assertThat(outcomes(replies)).isEqualTo(Map.of("201", 5L, "429 too_many_codes", 50L));
    }

    @Test
    void limitsThatAreTakenCrosswiseNeitherBlockNorLeak() {
        String account = UUID.randomUUID().toString();
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            numbers.add(freshNumber());
        }

        List<Reply> replies = atOnce(
                60,
                i -> partner.issue(with(text(freshBinding(), numbers.get(i % numbers.size())), "accountId", account)));

        assertThat(outcomes(replies)).isEqualTo(Map.of("201", 10L, "429 too_many_codes", 50L));
    }

    @Test
    void anAddressLimitIsExactOverAllNumbers() {
        String address = Client.freshAddress();

        List<Reply> replies =
                atOnce(75, i -> partner.issue(with(text(freshBinding(), freshNumber()), "clientIp", address)));

        assertThat(outcomes(replies)).isEqualTo(Map.of("201", 25L, "429 too_many_codes", 50L));
    }

    @Test
    void aPrefixLimitIsExactAndNobodyIsTold() {
        List<String> numbers = Client.numbersOfOnePrefix(70);

        List<Reply> replies = atOnce(70, i -> partner.issue(text(freshBinding(), numbers.get(i))));

        assertThat(outcomes(replies)).isEqualTo(Map.of("201", 70L));
        String last = partner.issue(text(freshBinding(), freshNumber())).id();
        assertThat(Telephone.sentBefore(last, replies.stream().map(Reply::id).toList()))
                .hasSize(20);
    }

    @Test
    void verificationsAndSendsThatMeetAtOnePrefixNeitherBlockNorLeak() {
        List<String> numbers = Client.numbersOfOnePrefix(100);
        List<String> bindings = new ArrayList<>();
        List<Reply> first = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            bindings.add(freshBinding());
            first.add(partner.issue(with(text(bindings.get(i), numbers.get(i)), "clientIp", "198.51.100.77")));
        }
        List<String> codes =
                first.stream().map(reply -> Telephone.codeOf(reply.id(), 1)).toList();

        List<Reply> replies = atOnce(
                60,
                i -> i < 20
                        ? partner.verify(first.get(i).id(), bindings.get(i), codes.get(i))
                        : partner.issue(text(freshBinding(), numbers.get(i))));
        List<Reply> more = atOnce(40, i -> partner.issue(text(freshBinding(), numbers.get(60 + i))));

        assertThat(outcomes(replies)).isEqualTo(Map.of("200", 20L, "201", 40L));
        List<String> ids =
                new ArrayList<>(replies.subList(20, 60).stream().map(Reply::id).toList());
        ids.addAll(more.stream().map(Reply::id).toList());
        String last = partner.issue(text(freshBinding(), freshNumber())).id();
        assertThat(Telephone.sentBefore(last, ids)).hasSize(20);
    }

    @Test
    void oneEffectPerIdempotencyKey() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = text(binding, freshNumber());

        List<Reply> replies = atOnce(20, i -> partner.issue(body, key));

        assertThat(replies.stream().filter(reply -> reply.status() == 201).map(Reply::id))
                .isNotEmpty()
                .containsOnly(partner.issue(body, key).id());
        assertThat(replies.stream().filter(reply -> reply.status() != 201))
                .allSatisfy(reply -> assertThat(reply.outcome()).isEqualTo("409 request_in_progress"));
    }

    private static Map<String, Long> outcomes(List<Reply> replies) {
        return replies.stream().collect(groupingBy(Reply::outcome, counting()));
    }
}
