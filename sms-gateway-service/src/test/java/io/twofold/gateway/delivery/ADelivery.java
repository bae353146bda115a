package io.twofold.gateway.delivery;

import static io.twofold.gateway.delivery.DeliveryState.DELIVERED;
import static io.twofold.gateway.delivery.DeliveryState.EXPIRED;
import static io.twofold.gateway.delivery.DeliveryState.FAILED;
import static io.twofold.gateway.delivery.DeliveryState.QUEUED;
import static io.twofold.gateway.delivery.DeliveryState.SENDING;
import static io.twofold.gateway.delivery.DeliveryState.SENT;
import static io.twofold.gateway.delivery.DeliveryState.UNDELIVERED;
import static io.twofold.gateway.delivery.DeliveryState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.twofold.gateway.message.Channel;
import io.twofold.gateway.message.Code;
import io.twofold.gateway.message.Speech;
import io.twofold.gateway.message.Speech.Digits;
import io.twofold.gateway.message.Text;
import io.twofold.gateway.message.Words;
import io.twofold.kit.phone.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ADelivery {

    private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(1);

    @Test
    void isDueAtOnceAndOnlyUntilItsCodeIsWorthless() {
        Delivery delivery = aDelivery();
        assertThat(delivery.state()).isEqualTo(QUEUED);
        assertThat(delivery.dueAt()).isEqualTo(NOW);
        assertThat(delivery.isTooLate(NOW.plusSeconds(599))).isFalse();
        assertThat(delivery.isTooLate(NOW.plusSeconds(600))).isTrue();
    }

    @Test
    void beingSentItIsDueWhenItsWorkerMustBeDead() {
        Delivery delivery = aDelivery();
        Attempt attempt = delivery.start("twilio", NOW, LEASE);
        assertThat(delivery.state()).isEqualTo(SENDING);
        assertThat(delivery.dueAt()).isEqualTo(NOW.plus(LEASE));
        assertThat(attempt.number()).isEqualTo(1);
        assertThat(attempt.outcome()).isEqualTo(Attempt.Outcome.ASKED);
        assertThat(delivery.awaits(1)).isTrue();
        assertThat(delivery.awaits(2)).isFalse();
    }

    @Test
    void takenItForgetsNumberAndCode() {
        Delivery delivery = aDelivery();
        delivery.start("twilio", NOW, LEASE);
        assertThat(delivery.taken("SM1")).isTrue();
        assertThat(delivery.state()).isEqualTo(SENT);
        assertThat(delivery.content()).isNull();
        assertThat(delivery.dueAt()).isNull();
        assertThat(delivery.taken("SM1")).isFalse();
    }

    @Test
    void refusedForNowItWaitsButNotBeyondItsLife() {
        Delivery delivery = aDelivery();
        delivery.start("twilio", NOW, LEASE);
        delivery.refusedForNow(NOW.plusSeconds(5));
        assertThat(delivery.waitForAll(NOW.plusSeconds(9))).isFalse();
        assertThat(delivery.state()).isEqualTo(QUEUED);
        assertThat(delivery.dueAt()).isEqualTo(NOW.plusSeconds(5));

        delivery.start("twilio", NOW, LEASE);
        delivery.refusedForNow(NOW.plusSeconds(3600));
        delivery.waitForAll(NOW);
        assertThat(delivery.dueAt()).isEqualTo(delivery.expiresAt());
    }

    @Test
    void refusedByOneItGoesToTheNextAtOnce() {
        Delivery delivery = aDelivery();
        delivery.start("twilio", NOW, LEASE);
        delivery.refusedForNow(NOW.plusSeconds(60));
        assertThat(delivery.askNext(NOW)).isFalse();
        assertThat(delivery.dueAt()).isEqualTo(NOW);
        assertThat(delivery.refusers()).containsExactly("twilio");
        assertThat(delivery.isOnItsRound()).isTrue();
    }

    @Test
    void refusedByAllItWaitsForTheFirstOfThemAndAsksAllAgain() {
        Delivery delivery = aDelivery();
        delivery.start("twilio", NOW, LEASE);
        delivery.refusedForNow(NOW.plusSeconds(60));
        delivery.askNext(NOW);
        delivery.start("smpp", NOW, LEASE);
        delivery.refusedForNow(NOW.plusSeconds(2));
        delivery.waitForAll(NOW.plusSeconds(9));
        assertThat(delivery.dueAt()).isEqualTo(NOW.plusSeconds(2));
        assertThat(delivery.refusers()).isEmpty();
        assertThat(delivery.isOnItsRound()).isFalse();
    }

    @Test
    void refusedByOneWhileTheOtherIsBusyItWaitsForTheOther() {
        Delivery delivery = aDelivery();
        delivery.start("twilio", NOW, LEASE);
        delivery.refusedForNow(NOW.plusSeconds(3600));
        delivery.askNext(NOW);
        assertThat(delivery.waitForOthers(NOW.plusSeconds(1))).isFalse();
        assertThat(delivery.dueAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(delivery.refusers()).containsExactly("twilio");
    }

    @Test
    void butNoLongerThanUntilTheFirstMayTakeIt() {
        Delivery delivery = aDelivery();
        delivery.start("twilio", NOW, LEASE);
        delivery.refusedForNow(NOW.plusSeconds(5));
        delivery.askNext(NOW);
        delivery.waitForOthers(NOW.plusSeconds(30));
        assertThat(delivery.dueAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(delivery.refusers()).isEmpty();
    }

    @Test
    void whoRefusedItForGoodIsNeverAskedAgain() {
        Delivery delivery = aDelivery();
        delivery.start("twilio", NOW, LEASE);
        delivery.refusedForGood();
        delivery.waitForAll(NOW.plusSeconds(9));
        assertThat(delivery.dueAt()).isEqualTo(NOW.plusSeconds(9));
        assertThat(delivery.refusers()).containsExactly("twilio");
        assertThat(delivery.shunned()).containsExactly("twilio");
        assertThat(delivery.isOnItsRound()).isTrue();
    }

    @Test
    void refusedForGoodByOneItIsDueAtOnceWhereAnotherCanBeAsked() {
        Delivery delivery = aDelivery();
        delivery.start("twilio", NOW, LEASE);
        delivery.refusedForGood();
        delivery.askNext(NOW);
        assertThat(delivery.isDue(NOW)).isTrue();
        delivery.waitForAll(NOW.plusSeconds(9));
        assertThat(delivery.isDue(NOW)).isFalse();
    }

    @Test
    void aReceiptOfAProviderAskedEarlierIsNotMistakenForOneOfTheLast() {
        Delivery delivery = aDelivery();
        delivery.start("twilio", NOW, LEASE);
        delivery.refusedForNow(NOW);
        delivery.askNext(NOW);
        delivery.start("smpp", NOW, LEASE);
        delivery.loseTrack("no_answer_from_provider", NOW);
        assertThat(delivery.wentAs("twilio", "SM1")).isFalse();
        assertThat(delivery.wentAs("smpp", "1")).isTrue();
    }

    @Test
    void aNoticeIsNotLookedFor() {
        Delivery notice = aDelivery(new DeliveryRequest.Notice("phone_number_added"), new Text("Hello"));
        notice.start("twilio", NOW, LEASE);
        assertThat(notice.isLookedFor(NOW, Duration.ofMinutes(15))).isFalse();
    }

    @Test
    void itsPrefixLacksTheLastFourDigits() {
        assertThat(aDelivery().prefix()).isEqualTo("+1408974");
    }

    @Test
    void refusedForGoodItHasFailed() {
        Delivery delivery = aDelivery();
        delivery.start("twilio", NOW, LEASE);
        assertThat(delivery.fail("invalid_number")).isTrue();
        assertThat(delivery.state()).isEqualTo(FAILED);
        assertThat(delivery.reason()).isEqualTo("invalid_number");
        assertThat(delivery.content()).isNull();
    }

    @Test
    void withdrawnWhileItIsBeingSentItIsNotTriedAgain() {
        Delivery delivery = aDelivery();
        delivery.start("twilio", NOW, LEASE);
        assertThat(delivery.withdraw("withdrawn")).isFalse();
        assertThat(delivery.state()).isEqualTo(SENDING);
        delivery.refusedForNow(NOW.plusSeconds(5));
        assertThat(delivery.askNext(NOW)).isTrue();
        assertThat(delivery.state()).isEqualTo(EXPIRED);
        assertThat(delivery.reason()).isEqualTo("withdrawn");
    }

    @Test
    void onceTakenItCantBeWithdrawn() {
        Delivery delivery = aDelivery();
        delivery.start("twilio", NOW, LEASE);
        delivery.taken("SM1");
        assertThat(delivery.withdraw("withdrawn")).isFalse();
        assertThat(delivery.state()).isEqualTo(SENT);
    }

    @Test
    void unknownItKeepsWhatIsNeededToLookForIt() {
        Delivery delivery = aDelivery();
        delivery.start("twilio", NOW, LEASE);
        delivery.loseTrack("no_answer_from_provider", NOW.plusSeconds(5));
        assertThat(delivery.state()).isEqualTo(UNKNOWN);
        assertThat(delivery.content()).isNotNull();
        assertThat(delivery.withdraw("superseded")).isFalse();

        delivery.lookAgain(NOW.plusSeconds(5), Duration.ofSeconds(5));
        assertThat(delivery.dueAt()).isEqualTo(NOW.plusSeconds(10));
        delivery.lookAgain(NOW.plusSeconds(10), Duration.ofSeconds(5));
        assertThat(delivery.dueAt()).isEqualTo(NOW.plusSeconds(20));
        assertThat(delivery.isLookedFor(NOW.plusSeconds(60), Duration.ofMinutes(1)))
                .isFalse();

        delivery.giveUpLooking();
        assertThat(delivery.state()).isEqualTo(UNKNOWN);
        assertThat(delivery.content()).isNull();
        assertThat(delivery.dueAt()).isNull();
    }

    @Test
    void aCallIsNotLookedFor() {
        assertThat(aDelivery(Channel.SMS).isLookedFor(NOW, Duration.ofMinutes(15)))
                .isTrue();
        assertThat(aDelivery(Channel.VOICE).isLookedFor(NOW, Duration.ofMinutes(15)))
                .isFalse();
    }

    @Test
    void evidenceMovesItForwardsOnly() {
        Delivery delivery = aDelivery();
        delivery.start("twilio", NOW, LEASE);
        delivery.taken("SM1");
        assertThat(delivery.undelivered("busy")).isTrue();
        assertThat(delivery.state()).isEqualTo(UNDELIVERED);
        assertThat(delivery.taken("SM1")).isFalse();
        assertThat(delivery.delivered()).isTrue();
        assertThat(delivery.state()).isEqualTo(DELIVERED);
        assertThat(delivery.reason()).isNull();
        assertThat(delivery.undelivered("busy")).isFalse();
        assertThat(delivery.delivered()).isFalse();
    }

    @Test
    void aReceiptOutweighsALyingRefusal() {
        Delivery delivery = aDelivery();
        delivery.start("twilio", NOW, LEASE);
        delivery.refusedForNow(NOW.plusSeconds(5));
        delivery.waitForAll(NOW);
        assertThat(delivery.wentAs("twilio", "SM1")).isTrue();
        assertThat(delivery.taken("SM1")).isTrue();
        assertThat(delivery.dueAt()).isNull();
    }

    @Test
    void onlyItsOwnProviderAndMessageSpeakForIt() {
        Delivery delivery = aDelivery();
        assertThat(delivery.wentAs("twilio", "SM1")).isFalse();
        delivery.start("twilio", NOW, LEASE);
        assertThat(delivery.wentAs("smpp", "SM1")).isFalse();
        delivery.taken("SM1");
        assertThat(delivery.wentAs("twilio", "SM1")).isTrue();
        assertThat(delivery.wentAs("twilio", "SM2")).isFalse();
    }

    @Test
    void eachChangeOfStateRaisesItsVersion() {
        Delivery delivery = aDelivery();
        assertThat(delivery.version()).isEqualTo(1);
        delivery.start("twilio", NOW, LEASE);
        assertThat(delivery.version()).isEqualTo(2);
        delivery.taken("SM1");
        assertThat(delivery.version()).isEqualTo(3);
        delivery.delivered();
        delivery.delivered();
        assertThat(delivery.version()).isEqualTo(4);
    }

    private static Delivery aDelivery() {
        return aDelivery(Channel.SMS);
    }

    private static Delivery aDelivery(Channel channel) {
        Words words = switch (channel) {
            case SMS -> new Text("012345 is your code.");
            case VOICE -> new Speech("en-US", List.of(new Digits(new Code("012345"))));
        };
        return aDelivery(new DeliveryRequest.CodeSend("challenge", 1, "sign_in"), words);
    }

    private static Delivery aDelivery(DeliveryRequest.Occasion occasion, Words words) {
        DeliveryRequest request = new DeliveryRequest(
                occasion,
                null,
                "identity",
                "en",
                "US",
                NOW.plusSeconds(600),
                PhoneNumber.ofE164("+14089742042"),
                words);
        return new Delivery(UUID.randomUUID(), request, new Sealed(new byte[] {1}), NOW);
    }
}
