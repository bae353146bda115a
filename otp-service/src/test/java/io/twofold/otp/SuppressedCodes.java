package io.twofold.otp;

import static io.twofold.otp.Client.freshBinding;
import static io.twofold.otp.Client.freshNumber;
import static io.twofold.otp.Client.numbersOfOnePrefix;
import static io.twofold.otp.Client.text;
import static io.twofold.otp.Client.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twofold.testing.MutableClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever pumps is answered as if it worked: here 20 codes an hour to numbers that differ in their last four digits only. */
@OtpTest
class SuppressedCodes {

    private final Client partner = Client.partner();
    private final List<String> numbers = numbersOfOnePrefix(9000);

    @Inject
    MutableClock clock;

    @Test
    void ofFiveHundredSequentialNumbersTwentyGetAMessageAndAllGetTheSameAnswer() {
        List<Reply> replies = numbers.subList(0, 500).stream().map(this::issue).toList();

        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(201);
            assertThat(shape(reply)).isEqualTo(shape(replies.getFirst()));
            assertThat(reply.headers().map().keySet())
                    .isEqualTo(replies.getFirst().headers().map().keySet());
        });
        assertThat(sent(replies))
                .isEqualTo(replies.subList(0, 20).stream().map(Reply::id).toList());
    }

    @Test
    void lookLikeCodesThatAreOnTheirWay() {
        Reply sent = fill().getFirst();
        String wrong = Telephone.otherThan(Telephone.codeOf(sent.id(), 1));
        Reply suppressed = issue(numbers.get(50));

        assertThat(shape(partner.get(suppressed.id()))).isEqualTo(shape(partner.get(sent.id())));
        assertThat(shape(partner.verify(suppressed.id(), binding(suppressed), "123456")))
                .isEqualTo(shape(partner.verify(sent.id(), binding(sent), wrong)));
        clock.advance(Duration.ofSeconds(30));
        assertThat(shape(partner.resend(suppressed.id()))).isEqualTo(shape(partner.resend(sent.id())));
        assertThat(partner.cancel(suppressed.id()).status()).isEqualTo(204);
        assertThat(sent(List.of(suppressed))).isEmpty();
    }

    @Test
    void countForEveryLimitThatCanBeSeen() {
        fill();
        String account = UUID.randomUUID().toString();
        for (int i = 0; i < 5; i++) {
            assertThat(issue(numbers.get(60)).status()).isEqualTo(201);
        }
        assertThat(issue(numbers.get(60)).outcome()).isEqualTo("429 too_many_codes");
        for (int i = 0; i < 10; i++) {
            assertThat(partner.issue(with(text(freshBinding(), numbers.get(70 + i)), "accountId", account))
                            .status())
                    .isEqualTo(201);
        }
        assertThat(partner.issue(with(text(freshBinding(), numbers.get(80)), "accountId", account))
                        .outcome())
                .isEqualTo("429 too_many_codes");
        Reply last = issue(numbers.get(90));
        assertThat(partner.issue(text(binding(last), numbers.get(91))).outcome())
                .isEqualTo("429 resend_too_soon");
    }

    @Test
    void areNoMoreOnceOthersWereVerifiedAndThenAsManyGoOut() {
        List<Reply> replies = fill();
        for (Reply reply : replies.subList(0, 3)) {
            assertThat(partner.verify(reply.id(), binding(reply), Telephone.codeOf(reply.id(), 1))
                            .status())
                    .isEqualTo(200);
        }

        List<Reply> more = numbers.subList(100, 110).stream().map(this::issue).toList();

        assertThat(sent(more))
                .isEqualTo(more.subList(0, 3).stream().map(Reply::id).toList());
    }

    @Test
    void areNoMoreAnHourLater() {
        fill();
        clock.advance(Duration.ofHours(1));
        Reply reply = issue(numbers.get(120));
        assertThat(sent(List.of(reply))).containsExactly(reply.id());
    }

    @Test
    void allSendsOfABindingToTheNumberMakeRoomWhenOneIsVerified() {
        String binding = freshBinding();
        Reply first = partner.issue(text(binding, numbers.get(0)));
        clock.advance(Duration.ofSeconds(30));
        partner.resend(first.id());
        clock.advance(Duration.ofMinutes(1));
        Reply second = partner.issue(text(binding, numbers.get(0)));
        List<Reply> others = new ArrayList<>();
        for (int i = 1; i <= 17; i++) {
            others.add(issue(numbers.get(i)));
        }
        assertThat(sent(others)).hasSize(17);
        assertThat(sent(List.of(issue(numbers.get(200))))).isEmpty();

        assertThat(partner.verify(second.id(), binding, Telephone.codeOf(second.id(), 1))
                        .status())
                .isEqualTo(200);

        List<Reply> more = numbers.subList(210, 220).stream().map(this::issue).toList();
        assertThat(sent(more)).hasSize(3);
    }

    @Test
    void areNeverForPeopleWhomTheAccountKnowsByTheirNumber() {
        fill();
        Reply reply = Client.identity()
                .issue(with(
                        with(
                                with(text(freshBinding(), numbers.get(130)), "purpose", "sign_in"),
                                "accountId",
                                UUID.randomUUID().toString()),
                        "proven",
                        true));
        assertThat(sent(List.of(reply))).containsExactly(reply.id());
    }

    @Test
    void areAnsweredTheSameAgainUnderTheSameKey() {
        fill();
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = text(freshBinding(), numbers.get(140));
        Reply reply = partner.issue(body, key);
        assertThat(partner.issue(body, key).body()).isEqualTo(reply.body());
    }

    private List<Reply> fill() {
        return numbers.subList(0, 20).stream().map(this::issue).toList();
    }

    private Reply issue(String number) {
        return partner.issue(text(freshBinding(), number));
    }

    private String binding(Reply reply) {
        return partner.get(reply.id()).text("binding");
    }

    private List<String> sent(List<Reply> replies) {
        String last = partner.issue(text(freshBinding(), freshNumber())).id();
        return Telephone.sentBefore(last, replies.stream().map(Reply::id).toList());
    }

    /** An answer without what differs from one code to the next whatever happens to it. */
    private static JsonNode shape(Reply reply) {
        ObjectNode body = reply.body().deepCopy();
        body.remove(List.of("challengeId", "binding", "createdAt", "expiresAt", "resendAvailableAt"));
        if (body.path("sentTo") instanceof ObjectNode sentTo) {
            sentTo.remove(List.of("masked", "lastDigits"));
        }
        return body;
    }
}
